import type { Keyword } from "../../dictionary/attributes";
import type { DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import type { ItemPlace } from "../../model/elementPath";
import type { ValidationContext } from "../context";
import { COUNT_CHECKS } from "./counts";
import { GEOMETRY_CHECKS } from "./geometry";
import { LENGTH_CHECKS } from "./lengths";
import { LOOKUP_TABLE_CHECKS } from "./lookupTables";
import { PIXEL_SIGN_CHECKS } from "./pixelSign";
import { TIME_ZONE_CHECKS } from "./timeZone";

/** Where an element is that is held to what stands beside it. */
export interface LocalSite {
  readonly context: ValidationContext;
  readonly dataSet: DataSet;
  readonly place: ItemPlace | undefined;
}

/** Holds an element to the others of its data set or item, at whatever depth that is. */
export type LocalCheck = (element: DataElement, site: LocalSite) => void;

/** By the attribute at which a finding would be. */
export type LocalChecks = Partial<Record<Keyword, LocalCheck>>;

const ALL: LocalChecks = {
  ...COUNT_CHECKS,
  ...GEOMETRY_CHECKS,
  ...LENGTH_CHECKS,
  ...LOOKUP_TABLE_CHECKS,
  ...PIXEL_SIGN_CHECKS,
  ...TIME_ZONE_CHECKS,
};

/** What holds an attribute to its neighbours, where there is something to hold it to. */
export function localCheckOf(keyword: Keyword | ""): LocalCheck | undefined {
  return keyword === "" ? undefined : ALL[keyword];
}
