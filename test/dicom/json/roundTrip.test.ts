import { expect } from "chai";
import fc from "fast-check";
import type { DataSet } from "../../../dicom";
import {
  characterSetOf,
  DataElement,
  formatDicomJson,
  fromDicomJson,
  Item,
  toDicomJson,
  writeBigInts,
  writeNumbers,
  writeTags,
  writeText,
  type CharacterSet,
  type Tag,
  type Vr,
} from "../../../dicom";
import { describeDataSet } from "../../support/dicom/describeDataSet";

/** Terms, and characters that they can say. */
const CHARACTER_SETS: readonly (readonly [terms: readonly string[], characters: string])[] = [
  [[], ""],
  [["ISO_IR 100"], "éÜ"],
  [["ISO_IR 144"], "Жф"],
  [["ISO_IR 192"], "é山😀"],
  [["GB18030"], "é王小😀"],
  [["", "ISO 2022 IR 87"], "山田や"],
  [["ISO 2022 IR 13", "ISO 2022 IR 87", "ISO 2022 IR 159"], "ﾔ山丂"],
  [["ISO 2022 IR 100", "ISO 2022 IR 144", "ISO 2022 IR 149"], "éЖ홍"],
  [["", "ISO 2022 IR 58"], "张东"],
];

/** Makes an element of a value that has been drawn. */
type Make = (tag: Tag, characterSet: CharacterSet) => DataElement;

/** Public and private, known and unknown, beyond group 0008. */
const tags = fc
  .tuple(fc.integer({ min: 0x0009, max: 0x7fdf }), fc.integer({ min: 0x0001, max: 0xffff }))
  .map(([group, element]) => ((group << 16) | element) >>> 0);

const many = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 1, maxLength: 3 });
const make = <T>(value: fc.Arbitrary<T>, how: (value: T, ...place: Parameters<Make>) => DataElement) =>
  value.map(
    (drawn): Make =>
      (tag, characterSet) =>
        how(drawn, tag, characterSet),
  );

/** Values as they stand in a file: without padding, some empty, but not all of a single one. */
function texts(vrs: readonly Vr[], value: fc.Arbitrary<string>): fc.Arbitrary<Make> {
  const values = many(fc.oneof({ weight: 4, arbitrary: value }, fc.constant("")));
  const filled = values.filter((list) => list.length > 1 || list[0] !== "");
  return make(fc.tuple(fc.constantFrom(...vrs), filled), ([vr, list], tag, characterSet) =>
    writeText(tag, vr, list, characterSet),
  );
}

function numbers(vr: Vr, value: fc.Arbitrary<number>): fc.Arbitrary<Make> {
  return make(many(value), (values, tag) => writeNumbers(tag, vr, values));
}

function elementsIn(characters: string): fc.Arbitrary<Make> {
  const unit = fc.constantFrom(...Array.from(`Aa1~[${characters}`));
  const word = fc.string({ unit, minLength: 1, maxLength: 8 });
  const joined = (delimiters: string) => fc.tuple(word, word).map((words) => words.join(delimiters));
  const name = fc
    .array(fc.oneof(word, joined("^"), fc.constant("")), { maxLength: 3 })
    .map((groups) => groups.join("=").replace(/=+$/, ""));
  const signed = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
  const unsigned = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  const binary = fc.constantFrom<Vr>("OB", "OD", "OF", "OL", "OV", "OW", "UN");
  return fc.oneof(
    texts(["LO", "SH", "UC"], fc.oneof(word, joined(" ^="))),
    texts(["PN"], name),
    make(
      fc.tuple(fc.constantFrom<Vr>("LT", "ST", "UT"), joined(" \\^=\r\n\t")),
      ([vr, text], tag, characterSet) => writeText(tag, vr, [text], characterSet),
    ),
    texts(["CS", "AE"], fc.constantFrom("ORIGINAL", "A B", "X_1")),
    texts(["DA", "TM", "DT"], fc.constantFrom("20200101", "1200", "120000.5")),
    texts(["UI"], fc.constantFrom("1.2.840.10008.1.2", "2.25.1")),
    texts(["IS"], fc.integer().map(String)),
    texts(["DS"], fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)),
    texts(["DS"], fc.constantFrom("0.1234567890123456789", "1e400", "-0")), // that no number says, or hardly
    numbers("US", fc.integer({ min: 0, max: 65535 })),
    numbers("SL", fc.integer()),
    numbers("FL", fc.float()),
    numbers("FD", fc.double()),
    make(many(signed), (values, tag) => writeBigInts(tag, "SV", values)),
    make(many(unsigned), (values, tag) => writeBigInts(tag, "UV", values)),
    make(many(fc.integer({ min: 0, max: 0xffffffff })), (values, tag) => writeTags(tag, values)),
    make(fc.tuple(binary, many(unsigned)), ([vr, words], tag) =>
      DataElement.ofBytes(tag, vr, new Uint8Array(BigUint64Array.from(words).buffer)),
    ),
    make(fc.constantFrom<Vr>("LO", "PN", "US", "AT", "OB", "DS", "UT"), (vr, tag) =>
      DataElement.ofBytes(tag, vr, new Uint8Array()),
    ),
  );
}

type Scope = (typeof CHARACTER_SETS)[number];

/** Elements of a data set or item that names its character set, or is `inside` one that does. */
function contents(depth: number, inside?: Scope): fc.Arbitrary<DataElement[]> {
  const named = fc.constantFrom(...CHARACTER_SETS).map((scope) => ({ scope, names: true }));
  const place = inside ? fc.oneof(named, fc.constant({ scope: inside, names: false })) : named;
  return place.chain(({ scope, names }) => {
    const [terms, characters] = scope;
    const characterSet = characterSetOf(terms);
    const leaf = fc.tuple(tags, elementsIn(characters)).map(([tag, making]) => making(tag, characterSet));
    const items = depth === 0 ? fc.constant([]) : fc.array(contents(depth - 1, scope), { maxLength: 2 });
    const sequence = fc.tuple(tags, items).map(([tag, list]) =>
      DataElement.ofItems(
        tag,
        list.map((elements) => new Item(elements)),
      ),
    );
    const own = names ? [writeText(0x00080005, "CS", terms)] : [];
    return fc
      .array(fc.oneof({ weight: 5, arbitrary: leaf }, sequence), { maxLength: 5 })
      .map((elements) => ascending([...own, ...elements]));
  });
}

function ascending(elements: readonly DataElement[]): DataElement[] {
  return [...new Map(elements.map((one) => [one.tag, one])).values()].sort((a, b) => a.tag - b.tag);
}

/** A data set whose items know what they are in, as reading makes them. */
function withParents(generated: readonly DataElement[], parent?: DataSet): Item {
  const elements: DataElement[] = [];
  const dataSet = new Item(elements, parent);
  for (const { tag, vr, value } of generated)
    elements.push(
      value.kind === "sequence"
        ? DataElement.ofItems(
            tag,
            value.items.map((item) => withParents(item.elements, dataSet)),
          )
        : new DataElement(tag, vr, value),
    );
  return dataSet;
}

describe("data sets that go to DICOM JSON and come back", () => {
  it("have the same elements with the same bytes, in every character set and in items with their own", async () => {
    await fc.assert(
      fc.asyncProperty(contents(2), async (generated) => {
        const dataSet = withParents(generated);
        const again = fromDicomJson(JSON.parse(formatDicomJson(toDicomJson(dataSet))));
        expect(await describeDataSet(again)).to.deep.equal(await describeDataSet(dataSet));
      }),
      { numRuns: 400 },
    );
  });
});
