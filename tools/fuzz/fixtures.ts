import { deflateRawSync } from "node:zlib";
import {
  BufferSource,
  createDataSet,
  DataElement,
  DataSet,
  Item,
  planToBuffer,
  planWrite,
  transferSyntaxOf,
  writeBigInts,
  writeTags,
  writeText,
} from "../../dicom";
import { PLANTED } from "./planted";

const NATIVE = ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"];
const ENCAPSULATED = ["1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.5"];

/** A file to be mutated. */
export interface Fixture {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Files that our writer makes: native and encapsulated, nested both ways, private, UN, several character sets. */
export async function writeFixtures(): Promise<Fixture[]> {
  const fixtures: Fixture[] = [];
  for (const uid of [...NATIVE, ...ENCAPSULATED]) {
    const transferSyntax = transferSyntaxOf(uid);
    if (!transferSyntax) continue;
    const fileMeta = createDataSet({ MediaStorageSOPClassUID: "1.2.840.10008.5.1.4.1.1.2" });
    const dataSet = image(transferSyntax.encapsulated);
    fixtures.push({ name: uid, bytes: await planToBuffer(planWrite({ fileMeta, dataSet, transferSyntax })) });
  }
  const [, explicit] = fixtures;
  if (explicit) fixtures.push({ name: "no preamble", bytes: explicit.bytes.subarray(132) });
  return fixtures;
}

function image(encapsulated: boolean): DataSet {
  const named = createDataSet({
    SpecificCharacterSet: ["", "ISO 2022 IR 87"],
    SOPClassUID: "1.2.840.10008.5.1.4.1.1.2",
    SOPInstanceUID: "2.25.1",
    StudyDate: "20240229",
    Modality: "OT",
    PatientName: PLANTED,
    PatientID: PLANTED,
    StudyInstanceUID: "2.25.2",
    SeriesInstanceUID: "2.25.3",
    SamplesPerPixel: 1,
    PhotometricInterpretation: "MONOCHROME2",
    Rows: 4,
    Columns: 4,
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    PixelSpacing: "0.5\\0.25",
    BurnedInAnnotation: "NO",
  });
  const others = [
    writeText(0x00090010, "LO", ["CREATOR"]),
    DataElement.ofBytes(0x00091001, "UN", Buffer.from(PLANTED, "latin1")),
    nested(0x00091002, 4),
    nested(0x00081140, 6),
    writeTags(0x00209165, [0x00100010]),
    writeBigInts(0x00720082, "SV", [-1n]),
    writeBigInts(0x00720083, "UV", [2n ** 64n - 1n]),
    DataElement.ofBytes(0x00104000, "LT", Buffer.from(`\x1b$B;3ED\x1b(B ${PLANTED}`, "latin1")),
    DataElement.ofBytes(0x00189346, "UN", Buffer.from("feff00e000000000", "hex")),
    encapsulated ? fragments() : DataElement.ofBytes(0x7fe00010, "OW", new Uint8Array(32)),
  ];
  return new DataSet([...named.elements, ...others].sort((a, b) => a.tag - b.tag));
}

function nested(tag: number, depth: number): DataElement {
  const leaf = [writeText(0x00080005, "CS", ["ISO_IR 192"]), writeText(0x00081155, "UI", ["2.25.4"])];
  const inner = depth > 0 ? [nested(0x00081199, depth - 1)] : [];
  const items = [new Item([...leaf, ...inner], undefined, depth % 2 === 0), new Item([])];
  return DataElement.ofItems(tag, items, depth % 3 === 0);
}

function fragments(): DataElement {
  const item = (value: Uint8Array) => {
    const header = Buffer.from("feff00e000000000", "hex");
    header.writeUInt32LE(value.length, 4);
    return Buffer.concat([header, value]);
  };
  const bytes = Buffer.concat([
    item(Buffer.alloc(4)),
    item(deflateRawSync(Buffer.alloc(64))),
    item(Buffer.alloc(16)),
  ]);
  return new DataElement(0x7fe00010, "OB", {
    kind: "fragments",
    source: new BufferSource(bytes),
    offset: 0,
    lengthBytes: bytes.length,
    offsetTableBytes: 4,
    fragmentCount: 2,
  });
}
