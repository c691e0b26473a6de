import type { Tag } from "../../dictionary/tag";

/** Attributes of content items, PS3.3 §C.17.3.2, §10.2 and C.18. */
export const VALUE_TYPE: Tag = 0x0040a040;
export const CONCEPT_NAME_CODE_SEQUENCE: Tag = 0x0040a043;
export const CONTENT_DATE_TIME: Tag = 0x0040a120;
export const CONTENT_DATE: Tag = 0x0040a121;
export const CONTENT_TIME: Tag = 0x0040a122;
export const CONTENT_PERSON_NAME: Tag = 0x0040a123;
export const CONTENT_UID: Tag = 0x0040a124;
export const TEXT_VALUE: Tag = 0x0040a160;
export const CONCEPT_CODE_SEQUENCE: Tag = 0x0040a168;
export const MEASURED_VALUE_SEQUENCE: Tag = 0x0040a300;
export const NUMERIC_VALUE: Tag = 0x0040a30a;
export const REFERENCED_CONTENT_ITEM_IDENTIFIER: Tag = 0x0040db73;
