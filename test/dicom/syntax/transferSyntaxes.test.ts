import { deflateRawSync } from "node:zlib";
import { expect } from "chai";
import {
  BufferSource,
  DataSet,
  DicomUnsupportedError,
  planToBuffer,
  planWrite,
  readDicom,
  transferSyntaxOf,
  type TransferSyntax,
} from "../../../dicom";
import { TRANSFER_SYNTAX_NAMES } from "../../../dicom/dictionary/transferSyntaxes.generated";
import {
  element,
  file,
  item,
  sequenceDelimiter,
  tagBytes,
  uint32,
  UNDEFINED,
} from "../../support/dicom/bytes";
import { rejection } from "../../support/dicom/rejection";

const ROOT = "1.2.840.10008.1.2";

/** Explicit VR, byte order, how the data set or its pixels are packed; by the end of the UID, as PS3.5 Annex A has it. */
const NOT_ENCAPSULATED: Readonly<
  Record<string, readonly [vr: string, order: string, packing: string, readable: boolean]>
> = {
  "": ["implicit", "little", "native", true],
  ".1": ["explicit", "little", "native", true],
  ".1.99": ["explicit", "little", "deflated", true],
  ".2": ["explicit", "big", "native", true],
  ".4.94": ["explicit", "little", "native", false],
  ".4.95": ["explicit", "little", "deflated", false],
  ".4.204": ["explicit", "little", "native", false],
  ".4.205": ["explicit", "little", "deflated", false],
  ".6.1": ["explicit", "little", "native", false],
  ".6.2": ["explicit", "little", "native", false],
  ".7.1": ["explicit", "little", "native", false],
  ".7.2": ["explicit", "little", "native", false],
  ".7.3": ["explicit", "little", "native", false],
  ".8.1": ["explicit", "little", "encapsulated", false],
};
const PAPYRUS = "1.2.840.10008.1.20";

const syntaxes = Object.keys(TRANSFER_SYNTAX_NAMES).map((uid) => transferSyntaxOf(uid) as TransferSyntax);

function traitsOf(syntax: TransferSyntax): readonly [string, string, string, boolean] {
  const packing = syntax.deflated ? "deflated" : syntax.encapsulated ? "encapsulated" : "native";
  return [
    syntax.explicitVr ? "explicit" : "implicit",
    syntax.bigEndian ? "big" : "little",
    packing,
    syntax.supported,
  ];
}

const MODALITY = Buffer.from("CT");
const WORDS = Buffer.from([0x01, 0x02, 0x03, 0x04]);
const FRAGMENTS = [
  item([uint32(0), uint32(12)]), // Basic Offset Table
  item([Buffer.from([0xff, 0xd8, 0xff, 0xd9])]),
  item([Buffer.from([0xff, 0x00])]),
];

/** Modality and pixel data: words, or three items. */
function contentOf(syntax: TransferSyntax): Buffer[] {
  const modality = element(0x00080060, "CS", MODALITY, syntax);
  if (syntax.encapsulated)
    return [
      modality,
      element(0x7fe00010, "OB", Buffer.concat([...FRAGMENTS, sequenceDelimiter()]), syntax, UNDEFINED),
    ];
  return [modality, element(0x7fe00010, "OW", WORDS, syntax)];
}

function fileOf(syntax: TransferSyntax): Buffer {
  const content = Buffer.concat(contentOf(syntax));
  return file(syntax.uid, [syntax.deflated ? deflateRawSync(content) : content]);
}

describe("the transfer syntaxes of PS3.6", () => {
  for (const syntax of syntaxes) {
    const { uid, name } = syntax;
    it(`have ${name} as Annex A of PS3.5 describes it`, () => {
      const known = NOT_ENCAPSULATED[uid.slice(ROOT.length)];
      const expected =
        uid === PAPYRUS
          ? ["implicit", "little", "native", false]
          : (known ?? ["explicit", "little", "encapsulated", true]);
      expect(name).to.equal(TRANSFER_SYNTAX_NAMES[uid]);
      expect(traitsOf(syntax)).to.deep.equal(expected);
    });
  }

  for (const syntax of syntaxes.filter(({ supported }) => supported))
    it(`read and write ${syntax.name}, fragments kept byte for byte`, async () => {
      const bytes = fileOf(syntax);
      const object = await readDicom(new BufferSource(bytes));
      expect(object.transferSyntax).to.deep.equal(syntax);
      expect(object.warnings).to.deep.equal([]);
      const pixelData = object.dataSet.get("PixelData");
      expect([pixelData?.vr, pixelData?.value.kind]).to.deep.equal(
        syntax.encapsulated ? ["OB", "fragments"] : ["OW", "bytes"],
      );
      if (pixelData?.value.kind === "fragments") {
        expect(pixelData.value).to.include({ offsetTableBytes: 8, fragmentCount: 2 });
        expect(
          await pixelData.value.source.read(pixelData.value.offset, pixelData.value.lengthBytes),
        ).to.deep.equal(Buffer.concat(FRAGMENTS));
      }
      const written = Buffer.from(await planToBuffer(planWrite(object)));
      const again = await readDicom(new BufferSource(written));
      expect(again.transferSyntax).to.deep.equal(syntax);
      if (!syntax.deflated) expect(written.equals(bytes)).to.equal(true);
    });

  for (const syntax of syntaxes.filter(({ supported }) => !supported))
    it(`refuse ${syntax.name} by its name, read or written`, async () => {
      const error = await rejection(readDicom(new BufferSource(fileOf(syntax))));
      expect(error).to.be.instanceOf(DicomUnsupportedError);
      expect(error).to.include({ code: "UNSUPPORTED_TRANSFER_SYNTAX", tag: "00020010" });
      expect(error.message).to.contain(syntax.name);
      const object = { fileMeta: new DataSet([]), dataSet: new DataSet([]), transferSyntax: syntax };
      expect(() => planWrite(object))
        .to.throw(DicomUnsupportedError)
        .with.property("message", error.message);
    });

  it("refuse what is none of them, without telling what was there", async () => {
    const error = await rejection(readDicom(new BufferSource(file("1.2.3.4.5", []))));
    expect(error.code).to.equal("UNSUPPORTED_TRANSFER_SYNTAX");
    expect(error.message).not.to.contain("1.2.3.4.5");
  });
});

describe("fragments where the encoding does not say the VR", () => {
  const implicit = transferSyntaxOf(ROOT) as TransferSyntax;
  const fragments = Buffer.concat([...FRAGMENTS, sequenceDelimiter()]);

  it("are OB in implicit VR", async () => {
    const bytes = file("1.2.840.10008.1.2.4.50", [
      element(0x00080060, "CS", MODALITY, implicit),
      element(0x7fe00010, "OW", fragments, implicit, UNDEFINED),
    ]);
    const { dataSet, warnings } = await readDicom(new BufferSource(bytes));
    expect(warnings.map(({ code }) => code)).to.deep.equal(["TRANSFER_SYNTAX_MISMATCH"]);
    expect(dataSet.get("PixelData")?.vr).to.equal("OB");
  });

  it("are OB where it says UN, and what it says else", async () => {
    const header = (vr: string) =>
      Buffer.concat([tagBytes(0x7fe00010), Buffer.from(vr), Buffer.alloc(2), uint32(UNDEFINED), fragments]);
    for (const [written, read] of [
      ["UN", "OB"],
      ["OW", "OW"],
    ] as const) {
      const bytes = file("1.2.840.10008.1.2.4.50", [element(0x00080060, "CS", MODALITY), header(written)]);
      const { dataSet } = await readDicom(new BufferSource(bytes));
      expect(dataSet.get("PixelData")?.vr).to.equal(read);
    }
  });

  it("are words where the value has a length", async () => {
    const { dataSet } = await readDicom(
      new BufferSource(file(ROOT, [element(0x7fe00010, "OW", WORDS, implicit)])),
    );
    expect(dataSet.get("PixelData")?.vr).to.equal("OW");
  });
});
