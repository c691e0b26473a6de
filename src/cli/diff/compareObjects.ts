import { keywordOf, type DataElement, type DataSet, type DicomObject, type Vr } from "../../../dicom";
import { shownTag } from "../shownTag";
import { sameValue } from "./sameValue";

/** How an attribute of one file is not that of the other. */
export type DifferenceKind = "only in A" | "only in B" | "VR" | "value" | "items" | "encoding";

/** One difference; sequences are told apart item by item. */
export interface Difference {
  /** Like those of `formatPath`, see `shownTag`; `preamble` and `transfer syntax` for what is no element. */
  readonly path: string;
  readonly keyword?: string;
  readonly vrA?: Vr;
  readonly vrB?: Vr;
  readonly kind: DifferenceKind;
  readonly a?: Side;
  readonly b?: Side;
}

/** An element, and the data set that says how its text is encoded. */
export interface Side {
  readonly element: DataElement;
  readonly dataSet: DataSet;
}

/** Every difference, in the order of a file. Values that were left in the source are read and compared piece by piece. */
export async function compareObjects(a: DicomObject, b: DicomObject): Promise<Difference[]> {
  const differences: Difference[] = [];
  if (!samePreamble(a.preamble, b.preamble)) differences.push({ path: "preamble", kind: "value" });
  if (a.transferSyntax.uid !== b.transferSyntax.uid)
    differences.push({ path: "transfer syntax", kind: "encoding" });
  await compareDataSets(a.fileMeta, b.fileMeta, "", differences);
  await compareDataSets(a.dataSet, b.dataSet, "", differences);
  return differences;
}

function samePreamble(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return Buffer.compare(a ?? new Uint8Array(0), b ?? new Uint8Array(0)) === 0;
}

async function compareDataSets(
  a: DataSet,
  b: DataSet,
  place: string,
  differences: Difference[],
): Promise<void> {
  const tags = new Set([...a.elements, ...b.elements].map(({ tag }) => tag));
  for (const tag of [...tags].sort((one, other) => one - other)) {
    const [inA, inB] = [a.get(tag), b.get(tag)];
    const path = place + shownTag(tag, inA ? a : b);
    const named = { path, ...keyword(tag) };
    const sides = {
      ...(inA ? { a: { element: inA, dataSet: a }, vrA: inA.vr } : {}),
      ...(inB ? { b: { element: inB, dataSet: b }, vrB: inB.vr } : {}),
    };
    const add = (kind: DifferenceKind): void => void differences.push({ ...named, ...sides, kind });
    if (!inA) add("only in B");
    else if (!inB) add("only in A");
    else if (inA.value.kind === "sequence" && inB.value.kind === "sequence") {
      const [itemsA, itemsB] = [inA.value.items, inB.value.items];
      if (itemsA.length !== itemsB.length) add("items");
      for (const [index, itemA] of itemsA.entries()) {
        const itemB = itemsB[index];
        if (itemB) await compareDataSets(itemA, itemB, `${path}[${index}].`, differences);
      }
    } else if (!(await sameValue(inA, inB))) add("value");
    else if (inA.vr !== inB.vr) add("VR");
  }
}

function keyword(tag: number): { keyword?: string } {
  const known = keywordOf(tag);
  return known === undefined ? {} : { keyword: known };
}
