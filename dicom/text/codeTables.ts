import type { CodedSet } from "./codeExtensions";
import { decodeBytes, type Repertoire } from "./repertoire";

/** Codes of one or two bytes by character, the first byte in the upper half. */
type CodeTable = ReadonlyMap<string, number>;

/** Rows and cells of a table of 94 by 94, as the national standards count them, from 1; all cells where none are given. */
type Block = readonly [firstRow: number, lastRow: number, firstCell?: number, lastCell?: number];

/** Two-byte codes: row and cell, added to where the half of the code table starts. */
interface Grid {
  readonly half: "g0" | "g1";
  /** What is defined; decoders know more. */
  readonly blocks: readonly Block[];
  /** What decodes row and cell in the upper half, after `shift`. */
  readonly repertoire: Repertoire;
  readonly shift: readonly number[];
}

const CELLS = 94;
const STARTS = { g0: 0x20, g1: 0xa0 };

/** GB 2312; GBK, which it is decoded as, has filled its gaps. */
const GB_2312: readonly Block[] = [
  [1, 1],
  [2, 2, 17, 66],
  [2, 2, 69, 78],
  [2, 2, 81, 92],
  [3, 3],
  [4, 4, 1, 83],
  [5, 5, 1, 86],
  [6, 6, 1, 24],
  [6, 6, 33, 56],
  [7, 7, 1, 33],
  [7, 7, 49, 81],
  [8, 8, 1, 26],
  [8, 8, 37, 73],
  [9, 9, 4, 79],
  [16, 54],
  [55, 55, 1, 89],
  [56, 87],
];

const GRIDS: ReadonlyMap<CodedSet, Grid> = new Map<CodedSet, Grid>([
  ["gbk", { half: "g1", blocks: GB_2312, repertoire: "gbk", shift: [] }],
  // KS X 1001 without the rows for users' own characters.
  ["euc-kr", { half: "g1", blocks: [[1, 40], [42, 93]], repertoire: "euc-kr", shift: [] }], // prettier-ignore
  // Symbols and letters, then kanji; what makers of computers have put between and behind is no part of it.
  ["jis-x-0208", { half: "g0", blocks: [[1, 8], [16, 84]], repertoire: "euc-jp", shift: [] }], // prettier-ignore
  ["jis-x-0212", { half: "g0", blocks: [[1, 77]], repertoire: "euc-jp", shift: [0x8f] }],
]);

const tables = new Map<CodedSet, CodeTable>();

/**
 * The codes of a set as code extensions use it: those of G0 with the upper bits clear, those of G1 with the upper bits set,
 * and nothing that the decoder knows beyond the registered set. Made when first asked for, by decoding every code: a
 * table of our own could say something else than the decoder.
 */
export function codesOf(set: CodedSet): CodeTable {
  let table = tables.get(set);
  if (!table) tables.set(set, (table = makeTable(set)));
  return table;
}

function makeTable(set: CodedSet): CodeTable {
  const grid = GRIDS.get(set);
  if (grid) return gridTable(grid);
  if (set === "ascii" || set === "jis-x-0208" || set === "jis-x-0212") return new Map();
  return singleByteTable(set);
}

function gridTable({ half, blocks, repertoire, shift }: Grid): CodeTable {
  const table = new Map<string, number>();
  const start = STARTS[half];
  for (const [firstRow, lastRow, firstCell = 1, lastCell = CELLS] of blocks)
    for (let row = firstRow; row <= lastRow; row++)
      for (let cell = firstCell; cell <= lastCell; cell++) {
        const character = decode(repertoire, ...shift, row + STARTS.g1, cell + STARTS.g1);
        addCode(table, character, (row + start) * 0x100 + cell + start);
      }
  return table;
}

/**
 * The upper half of a single-byte set. Control characters between 80 and 9F, wrong as they are in DICOM, go back to where they
 * came from; the glyphs that Windows has there do not, which other readers would not see. TIS 620 starts at A1.
 */
function singleByteTable(set: Repertoire): CodeTable {
  const table = new Map<string, number>();
  const firstGraphic = set === "windows-874" ? 0xa1 : 0xa0;
  for (let code = 0x80; code <= 0xff; code++) {
    const character = decode(set, code);
    const isControl = code < 0xa0 && character.charCodeAt(0) === code;
    if (isControl || code >= firstGraphic) addCode(table, character, code);
  }
  return table;
}

function decode(repertoire: Repertoire, ...code: number[]): string {
  return decodeBytes(Uint8Array.from(code), repertoire);
}

/** Takes in what is one character, at the first of its codes; not what is undefined, nor what users define. */
function addCode(table: Map<string, number>, character: string, code: number): void {
  if (/^[^\ufffd\ue000-\uf8ff]$/u.test(character) && !table.has(character)) table.set(character, code);
}
