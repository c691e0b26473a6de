import { expect } from "chai";
import {
  BufferSource,
  createDataSet,
  DataElement,
  DataSet,
  firstText,
  formatDicomJson,
  fromDicomJson,
  planToBuffer,
  planWrite,
  readDicom,
  toDicomJson,
  transferSyntaxOf,
  type TransferSyntax,
} from "../../../dicom";

const EXPLICIT = transferSyntaxOf("1.2.840.10008.1.2.1") as TransferSyntax;
const BIG_ENDIAN = transferSyntaxOf("1.2.840.10008.1.2.2") as TransferSyntax;
const JPEG = transferSyntaxOf("1.2.840.10008.1.2.4.50") as TransferSyntax;

const bytesOf = (dataSet: DataSet, transferSyntax = EXPLICIT) =>
  planToBuffer(planWrite({ fileMeta: new DataSet([]), dataSet, transferSyntax }));

const throughText = (dataSet: DataSet): unknown => JSON.parse(formatDicomJson(toDicomJson(dataSet)));

describe("bulk data from the DICOM JSON Model", () => {
  const reads = async (bytes: Uint8Array, transferSyntax: TransferSyntax) => {
    const source = new BufferSource(bytes);
    const { dataSet } = await readDicom(source, { limits: { inlineValueBytes: 4 } });
    const again = fromDicomJson(throughText(dataSet), { source });
    expect(Buffer.from(await bytesOf(again, transferSyntax)).equals(bytes)).to.equal(true);
  };

  it("comes from the source that it was left in, in either byte order", async () => {
    const dataSet = createDataSet({
      Rows: 1,
      SelectorULValue: [1, 2, 3],
      PixelData: Uint8Array.of(1, 2, 3, 4, 5, 6),
    });
    await reads(await bytesOf(dataSet), EXPLICIT);
    await reads(await bytesOf(dataSet, BIG_ENDIAN), BIG_ENDIAN);
  });

  it("comes with its fragments", async () => {
    const items = Buffer.from("feff00e000000000feff00e0020000000102", "hex");
    const pixelData = new DataElement(0x7fe00010, "OB", {
      kind: "fragments",
      source: new BufferSource(items),
      offset: 0,
      lengthBytes: items.length,
      offsetTableBytes: 0,
      fragmentCount: 1,
    });
    await reads(await bytesOf(new DataSet([pixelData]), JPEG), JPEG);
  });

  it("comes from a resolver, text in UTF-8", () => {
    const json = {
      "00080005": { vr: "CS", Value: ["ISO_IR 100"] },
      "00104000": { vr: "LT", BulkDataURI: "text" },
      "7FE00010": { vr: "OW", BulkDataURI: "pixels" },
    };
    const bulkData = (uri: string) => (uri === "text" ? Buffer.from("é", "utf8") : Uint8Array.of(1, 2));
    const dataSet = fromDicomJson(json, { bulkData });
    expect(firstText(dataSet, "PatientComments")).to.equal("é");
    expect(dataSet.get("PatientComments")?.value).to.have.property("lengthBytes", 2);
    expect(toDicomJson(dataSet)["7FE00010"]?.InlineBinary).to.equal("AQI=");
  });

  it("is refused beyond the source, and by its default name without one", () => {
    const json = { "7FE00010": { vr: "OW", BulkDataURI: "offset=2&length=4" } };
    const source = new BufferSource(new Uint8Array(5));
    for (const options of [{}, { source }])
      expect(() => fromDicomJson(json, options))
        .to.throw()
        .with.property("code", "INVALID_ARGUMENT");
  });
});
