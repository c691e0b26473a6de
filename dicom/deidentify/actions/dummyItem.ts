import { keywordOf } from "../../dictionary/attributes";
import type { Tag } from "../../dictionary/tag";
import * as tags from "../../dictionary/tags";
import { DataElement } from "../../model/dataElement";
import { Item } from "../../model/dataSet";
import { asciiElement } from "../../text/asciiText";

/** Modality Performed Procedure Step, PS3.4 §F.7. */
const PERFORMED_PROCEDURE_STEP = "1.2.840.10008.3.1.2.3.3";

type MapUid = (uid: string) => string;

const code = (): readonly DataElement[] => [
  asciiElement(tags.CODE_VALUE, "SH", "DUMMY"),
  asciiElement(tags.CODING_SCHEME_DESIGNATOR, "SH", "99DUMMY"),
  asciiElement(tags.CODE_MEANING, "LO", "DUMMY"),
];

const sequenceOf = (tag: Tag, elements: readonly DataElement[]): DataElement =>
  DataElement.ofItems(tag, [new Item(elements)]);

/** Items of the sequences that Table E.1-1 has a D for, with what PS3.3 asks of them (type 1). */
const ITEMS: ReadonlyMap<Tag, (mapUid: MapUid) => readonly DataElement[]> = new Map<
  Tag,
  (mapUid: MapUid) => readonly DataElement[]
>([
  [
    0x00081072, // OperatorIdentificationSequence, PS3.3 §10.1
    () => [asciiElement(0x00080080, "LO", "DUMMY"), sequenceOf(0x00401101, code())],
  ],
  [
    0x00081111, // ReferencedPerformedProcedureStepSequence, PS3.3 §10.8
    (mapUid) => [
      asciiElement(0x00081150, "UI", PERFORMED_PROCEDURE_STEP),
      asciiElement(0x00081155, "UI", mapUid("")),
    ],
  ],
  [
    0x0040a073, // VerifyingObserverSequence, PS3.3 §C.17.2
    () => [
      asciiElement(0x0040a027, "LO", "DUMMY"),
      asciiElement(0x0040a030, "DT", "19000101000000"),
      asciiElement(0x0040a075, "PN", "DUMMY"),
      DataElement.ofItems(0x0040a088, []),
    ],
  ],
  [
    0x0040a730, // ContentSequence, PS3.3 §C.17.3
    () => [
      asciiElement(0x0040a010, "CS", "CONTAINS"),
      asciiElement(0x0040a040, "CS", "TEXT"),
      sequenceOf(0x0040a043, code()),
      asciiElement(0x0040a160, "UT", "DUMMY"),
    ],
  ],
  [
    0x0040b020, // WaveformAnnotationSequence, PS3.3 §C.10.10: a text on channel 1 of multiplex group 1
    () => [
      DataElement.ofBytes(0x0040a0b0, "US", Uint8Array.of(1, 0, 1, 0)),
      asciiElement(0x00700006, "ST", "DUMMY"),
    ],
  ],
  [0x00700001, () => [asciiElement(0x00700002, "CS", "DUMMY")]], // GraphicAnnotationSequence, PS3.3 §C.10.5
]);

/**
 * The item that stands for a sequence whose own items cannot be dummied: it has none, or came as bytes that nobody
 * could look into. A code where the attribute is one of codes; of what nothing is known, an item without elements.
 */
export function dummyItem(tag: Tag, mapUid: MapUid): Item {
  const known = ITEMS.get(tag)?.(mapUid);
  return new Item(known ?? (keywordOf(tag)?.endsWith("CodeSequence") ? code() : []));
}
