/** Generators of data sets for property tests. */
import fc from "fast-check";
import {
  BufferSource,
  characterSetOf,
  DataElement,
  DataSet,
  Item,
  tagOf,
  writeText,
  type Vr,
} from "../../../dicom";
import { VR_TRAITS } from "../../../dicom/dictionary/vr";
import { item } from "./bytes";
import { ONE_OF_EACH_VR } from "./everyVr";

const VRS = (Object.keys(VR_TRAITS) as Vr[]).filter((vr) => vr !== "SQ");

/** Cut to whole units of the VR, which makes the length even. */
function evenUnits(vr: Vr, bytes: Uint8Array): Uint8Array {
  const unit = Math.max(2, VR_TRAITS[vr].unitBytes);
  return bytes.subarray(0, bytes.length - (bytes.length % unit));
}

/** Mostly short; now and then longer than a 16-bit length can say. */
const bytes = fc.oneof(
  { weight: 40, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.nat({ max: 255 }).map((byte) => Buffer.alloc(65_600, byte)) },
);

const privateGroups = fc.integer({ min: 0x0009, max: 0x7fdf }).map((group) => group | 1);

/** Without a creator; explicit VR encodings keep whatever VR is generated. */
const orphan = fc
  .tuple(privateGroups, fc.integer({ min: 0x0100, max: 0xffff }), fc.constantFrom(...VRS), bytes)
  .map(([group, element, vr, value]) => [
    // A value that goes as UN for its length comes back as UN.
    DataElement.ofBytes(
      ((group << 16) | element) >>> 0,
      value.length > 0xfffe ? "OB" : vr,
      evenUnits(vr, value),
    ),
  ]);

/** A private creator and up to three attributes of its block. */
const privateBlock = fc
  .tuple(
    privateGroups,
    fc.integer({ min: 0x10, max: 0xff }),
    fc.constantFrom("ACME 1.0", "ACME 1.1"),
    fc.array(fc.tuple(fc.nat({ max: 0xff }), fc.constantFrom(...VRS), fc.uint8Array({ maxLength: 20 })), {
      maxLength: 3,
    }),
  )
  .map(([group, block, creator, attributes]) => [
    writeText(((group << 16) | block) >>> 0, "LO", [creator]),
    ...attributes.map(([element, vr, value]) =>
      DataElement.ofBytes(((group << 16) | (block << 8) | element) >>> 0, vr, evenUnits(vr, value)),
    ),
  ]);

/** An attribute of the standard with its own VR, which implicit VR keeps. */
const listed = fc
  .tuple(fc.constantFrom(...ONE_OF_EACH_VR), bytes)
  .map(([{ tag, vr }, value]) => [DataElement.ofBytes(tag, vr as Vr, evenUnits(vr as Vr, value))]);

/** What a character set can say, and stays the same when it is read: no padding at its ends, no delimiters. */
const REPERTOIRES: Readonly<Record<string, string>> = {
  "": "aZ09 .,-",
  "ISO_IR 100": "aZäöüßÉñ",
  "ISO_IR 101": "aZłŚž",
  "ISO_IR 144": "aZЖдя",
  "ISO_IR 126": "aZΔδω",
  "ISO_IR 127": "aZسلام",
  "ISO_IR 138": "aZשלום",
  "ISO_IR 166": "aZกขค",
  "ISO_IR 192": "aZä日本語한글😀",
  GB18030: "aZ王小东",
};

/** A Specific Character Set and a name that is encoded in it. */
const named = fc.constantFrom(...Object.keys(REPERTOIRES)).chain((term) =>
  fc.array(fc.constantFrom(...Array.from(REPERTOIRES[term] ?? "")), { maxLength: 12 }).map((characters) => {
    const text = `x${characters.join("")}x`;
    return { term, text, elements: namedElements(term, text) };
  }),
);

function namedElements(term: string, text: string): DataElement[] {
  return [
    writeText(tagOf("SpecificCharacterSet"), "CS", [term]),
    writeText(tagOf("PatientName"), "PN", [text], characterSetOf([term])),
  ];
}

/** Ascending, the last of a tag. */
const ordered = (elements: readonly DataElement[]): DataElement[] =>
  [...new Map(elements.map((element) => [element.tag, element])).values()].sort((a, b) => a.tag - b.tag);

/** The elements of data sets that are made of `leaves`, and of sequences of such data sets at `sequenceTags`. */
function nested(
  leaves: fc.Arbitrary<DataElement[]>,
  sequenceTags: fc.Arbitrary<number>,
): fc.Arbitrary<DataElement[]> {
  return fc.letrec<{ elements: DataElement[]; sequence: DataElement[]; node: DataElement[] }>((tie) => ({
    elements: fc.array(tie("node"), { maxLength: 6 }).map((nodes) => ordered(nodes.flat())),
    sequence: fc
      .tuple(sequenceTags, fc.array(fc.tuple(tie("elements"), fc.boolean()), { maxLength: 3 }), fc.boolean())
      .map(([tag, items, undefinedLength]) => [
        DataElement.ofItems(
          tag,
          items.map(([content, open]) => new Item(content, undefined, open)),
          undefinedLength,
        ),
      ]),
    node: fc.oneof(
      { maxDepth: 3 },
      { weight: 5, arbitrary: leaves },
      { weight: 1, arbitrary: tie("sequence") },
    ),
  })).elements;
}

const MODALITY = DataElement.ofBytes(0x00080060, "CS", Buffer.from("CT"));
const withModality = (elements: readonly DataElement[]) => new DataSet(ordered([MODALITY, ...elements]));

const publicSequences = fc.constantFrom(tagOf("ReferencedImageSequence"), tagOf("SelectorCodeSequenceValue"));
const anySequences = fc.oneof(
  publicSequences,
  privateGroups.map((group) => ((group << 16) | 0xff01) >>> 0),
);

/** Data sets with attributes of the standard of every VR, and sequences of both kinds; the first element is Modality. */
export const publicDataSets: fc.Arbitrary<DataSet> = nested(
  fc.oneof(
    listed,
    named.map(({ elements }) => elements),
  ),
  publicSequences,
).map(withModality);

/** The same with private attributes of any VR, with and without a creator, at all levels. */
export const dataSets: fc.Arbitrary<DataSet> = nested(
  fc.oneof(
    listed,
    orphan,
    privateBlock,
    named.map(({ elements }) => elements),
  ),
  anySequences,
).map(withModality);

/** Data sets with encapsulated pixel data of no or some fragments, with an offset table or an empty one. */
export const encapsulatedDataSets: fc.Arbitrary<DataSet> = fc
  .tuple(dataSets, fc.constantFrom(0, 4, 8), fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 4 }))
  .map(([dataSet, offsetTableBytes, fragments]) => {
    const even = fragments.map((fragment) => evenUnits("OW", fragment));
    const content = Buffer.concat([Buffer.alloc(offsetTableBytes), ...even].map((one) => item([one])));
    return dataSet.with(
      new DataElement(tagOf("PixelData"), "OB", {
        kind: "fragments",
        source: new BufferSource(content),
        offset: 0,
        lengthBytes: content.length,
        offsetTableBytes,
        fragmentCount: even.length,
      }),
    );
  });

/** A name of a data set and names of its items, each in a character set of its own or, where `term` is absent, its parent's. */
export interface Named {
  readonly term: string | undefined;
  readonly text: string;
  readonly elements: readonly DataElement[];
}

/** A data set with a name, whose items have names in other character sets, or in the same without saying so. */
export const namesInItems: fc.Arbitrary<{ outer: Named; items: readonly Named[] }> = named.chain((outer) =>
  fc
    .array(
      fc.oneof(named, fc.constant({ term: undefined, text: outer.text, elements: outer.elements.slice(1) })),
      { maxLength: 5 },
    )
    .map((items) => ({ outer, items })),
);
