import { CODING_SCHEME_DESIGNATOR } from "../../dictionary/tags";
import type { DataSet } from "../../model/dataSet";
import { asciiOf } from "../../text/asciiText";

/** Designators of PS3.16 Table 8-1 that are met in images and reports; their meanings come from a list. */
const STANDARD_SCHEMES: ReadonlySet<string> = new Set(
  (
    "ACR ASTM-sigpurpose BARI BI CD8 CPT4 C4 CID10N DCM DCMUID DICOM FMA HPC I10 I10C I10P I11 I9 I9C ICDO3 IBSI IEEE11073 " +
    "IMAGING ISO3166_1 ISO639_1 ISO639_2 ITIS_TSN LN LN2 MA MDC MDNS NCDR NCIt NEU NICIP NYUMCCG POS PUBCHEM_CID RADELEMENT " +
    "RADLEX RFC3066 RFC5646 RXNORM SCT SNM3 SRT 99SDM UCUM UMLS UNS UPC W3C"
  ).split(" "),
);

export const LEGACY_SNOMED: ReadonlySet<string> = new Set(["SRT", "SNM3", "99SDM"]);

/** Coding Scheme Designator of a code, without padding; empty where it has none. */
export function schemeOf(code: DataSet): string {
  const designator = code.get(CODING_SCHEME_DESIGNATOR);
  return (designator && asciiOf(designator)?.trim()) ?? "";
}

/** True for a code whose value and meaning somebody other than the sender has defined. */
export function isStandardCode(code: DataSet): boolean {
  return STANDARD_SCHEMES.has(schemeOf(code));
}
