import type { AttributeCondition } from "./condition";
import { AttributeTable } from "./attributeTable";
import { GENERAL_CONDITIONS } from "./tables/generalConditions";

/** All conditions of attributes of type 1C and 2C that can be decided by rule. */
export const CONDITIONS = new AttributeTable<AttributeCondition>([GENERAL_CONDITIONS]);
