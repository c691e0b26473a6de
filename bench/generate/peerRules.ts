import { formatTag, type DataSet, type Tag } from "../../dicom";
import { confidentialityRows } from "../../dicom/deidentify/rules/confidentiality";

/** Table E.1-1 in the short form that every peer can follow: tags as `ggggeeee`. */
export interface PeerRules {
  readonly remove: readonly string[];
  readonly empty: readonly string[];
  readonly dummy: readonly string[];
  readonly mapUid: readonly string[];
}

/**
 * The Basic Profile by the first letter of each row, for the attributes that `dataSets` hold: tools that take their
 * time for every rule are not asked for those that nothing comes of. Private attributes are always removed.
 */
export function peerRules(dataSets: readonly DataSet[]): PeerRules {
  const used = new Set<string>();
  for (const dataSet of dataSets) collectTags(dataSet, (tag) => used.add(formatTag(tag).toLowerCase()));
  const rows = confidentialityRows().filter(({ tag }) => used.has(tag.toLowerCase()));
  const of = (letter: string) =>
    rows.filter(({ basic }) => basic.startsWith(letter)).map(({ tag }) => tag.toLowerCase());
  return { remove: of("X"), empty: of("Z"), dummy: of("D"), mapUid: of("U") };
}

/** Calls `visit` for every element at all levels. */
function collectTags(dataSet: DataSet, visit: (tag: Tag) => void): void {
  for (const { tag, value } of dataSet.elements) {
    visit(tag);
    if (value.kind === "sequence") for (const item of value.items) collectTags(item, visit);
  }
}
