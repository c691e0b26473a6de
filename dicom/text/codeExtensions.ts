import type { Repertoire } from "./repertoire";

/** What the lower half of the code table (G0) can hold. */
export type LowerSet = "ascii" | "jis-x-0208" | "jis-x-0212";

export type CodedSet = LowerSet | Repertoire;

/** What an escape sequence brings into a half of the code table. */
export interface Designation<S extends CodedSet = CodedSet> {
  /** The characters after ESC, PS3.3 Tables C.12-3 and C.12-4. */
  readonly escape: string;
  readonly set: S;
}

/** What a term with code extensions brings into the halves of the code table, ISO/IEC 2022. */
export interface CodeExtension {
  readonly g0?: Designation<LowerSet>;
  readonly g1?: Designation<Repertoire>;
}

const ASCII: Designation<LowerSet> = { escape: "(B", set: "ascii" };
/** ISO-IR 14, whose yen sign (5C) and overline (7E) are read as the backslash and tilde that nearly all writers mean. */
const ROMAN: Designation<LowerSet> = { escape: "(J", set: "ascii" };

/** The default repertoire, which holds where a term is empty. */
export const DEFAULT_EXTENSION: CodeExtension = { g0: ASCII };

const upper = (escape: string, set: Repertoire): CodeExtension => ({ g0: ASCII, g1: { escape, set } });

/** Single-byte sets by ISO registration number; each can be the first term. */
export const SINGLE_BYTE: ReadonlyMap<string, CodeExtension> = new Map([
  ["6", DEFAULT_EXTENSION],
  ["13", { g0: ROMAN, g1: { escape: ")I", set: "shift_jis" } }],
  ["100", upper("-A", "latin1")],
  ["101", upper("-B", "iso-8859-2")],
  ["109", upper("-C", "iso-8859-3")],
  ["110", upper("-D", "iso-8859-4")],
  ["126", upper("-F", "iso-8859-7")],
  ["127", upper("-G", "iso-8859-6")],
  ["138", upper("-H", "iso-8859-8")],
  ["144", upper("-L", "iso-8859-5")],
  ["148", upper("-M", "windows-1254")],
  ["166", upper("-T", "windows-874")],
  ["203", upper("-b", "iso-8859-15")],
]);

/** Multi-byte sets, which extend a single-byte one. */
export const MULTI_BYTE: ReadonlyMap<string, CodeExtension> = new Map<string, CodeExtension>([
  ["58", { g1: { escape: "$)A", set: "gbk" } }],
  ["87", { g0: { escape: "$B", set: "jis-x-0208" } }],
  ["149", { g1: { escape: "$)C", set: "euc-kr" } }],
  ["159", { g0: { escape: "$(D", set: "jis-x-0212" } }],
]);
