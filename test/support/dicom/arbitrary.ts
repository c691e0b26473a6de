/** Generators of data sets for property tests. */
import fc from "fast-check";
import { DataElement, DataSet, Item, type Vr } from "../../../dicom";
import { VR_TRAITS } from "../../../dicom/dictionary/vr";

const VRS = (Object.keys(VR_TRAITS) as Vr[]).filter((vr) => vr !== "SQ");

/** Tags whose VR the dictionary does not decide, so that explicit VR encodings keep whatever is generated. */
const tags = fc
  .tuple(fc.integer({ min: 0x0009, max: 0x7fdf }), fc.integer({ min: 0x0100, max: 0xffff }))
  .map(([group, element]) => (((group | 1) << 16) | element) >>> 0);

const leaf = fc
  .tuple(tags, fc.constantFrom(...VRS), fc.uint8Array({ maxLength: 40 }))
  .map(([tag, vr, bytes]) => DataElement.ofBytes(tag, vr === "UN" ? "OB" : vr, evenUnits(vr, bytes)));

/** Cut to whole units of the VR, which makes the length even. */
function evenUnits(vr: Vr, bytes: Uint8Array): Uint8Array {
  const unit = Math.max(2, VR_TRAITS[vr].unitBytes);
  return bytes.subarray(0, bytes.length - (bytes.length % unit));
}

const ordered = (elements: readonly DataElement[]): DataElement[] =>
  [...new Map(elements.map((element) => [element.tag, element])).values()].sort((a, b) => a.tag - b.tag);

const { elements } = fc.letrec<{ elements: DataElement[]; sequence: DataElement; node: DataElement }>(
  (tie) => ({
    elements: fc.array(tie("node"), { maxLength: 6 }).map(ordered),
    sequence: fc
      .tuple(tags, fc.array(fc.tuple(tie("elements"), fc.boolean()), { maxLength: 3 }), fc.boolean())
      .map(([tag, items, undefinedLength]) =>
        DataElement.ofItems(
          tag,
          items.map(([content, open]) => new Item(content, undefined, open)),
          undefinedLength,
        ),
      ),
    node: fc.oneof(
      { maxDepth: 3 },
      { weight: 5, arbitrary: leaf },
      { weight: 1, arbitrary: tie("sequence") },
    ),
  }),
);

/** Data sets with nested sequences of both kinds and every VR; the first element is Modality. */
export const dataSets: fc.Arbitrary<DataSet> = elements.map(
  (generated) =>
    new DataSet(ordered([DataElement.ofBytes(0x00080060, "CS", Buffer.from("CT")), ...generated])),
);
