import {
  createDataSet,
  createElement,
  firstText,
  planToBuffer,
  planWrite,
  transferSyntaxOf,
  type DataSet,
  type TransferSyntax,
} from "../../../../dicom";
import { ctSlice, screenCapture } from "../demo/demoObjects";
import { DEMO_PATIENTS } from "../demo/identifiers";

/** One object under a key of the raw bucket, version after version, oldest first. */
export interface ChaosObject {
  readonly objectKey: string;
  readonly versions: readonly Uint8Array[];
  /** The code that every version is refused by, `null` where none is; absent where nobody knows. */
  readonly refusal?: string | null;
}

/** Every how many objects one is of a kind; the others are small images that come once. */
const OVERWRITTEN = 5;
const NOT_DICOM = 11;
const BURNED_IN = 13;
const LARGE = 29;

/** 2 bytes each: with a header, more than what goes to S3 in one request. */
const LARGE_SIDE = 2400;

const EXPLICIT_VR_LITTLE_ENDIAN = transferSyntaxOf("1.2.840.10008.1.2.1") as TransferSyntax;

/** Keys as senders write them. */
const NAMES = ["scan", "red flower", "a+b", "50%", "Zoë", "Ärztin"];

/** Synthetic objects, always the same: most are small and sound, some are overwritten, refused, or large enough that S3 copies them. */
export async function* chaosObjects(count: number): AsyncGenerator<ChaosObject> {
  for (let number = 1; number <= count; number++) {
    const suffix = number % 7 === 0 ? "DCM" : "dcm";
    const objectKey = `incoming/${NAMES[number % NAMES.length] ?? ""} ${number}.${suffix}`;
    const versions = number % OVERWRITTEN === 0 ? 3 : 1;
    const bytes = Array.from({ length: versions }, (_, version) => objectBytes(number, version));
    yield { objectKey, versions: await Promise.all(bytes), refusal: refusalOf(number) };
  }
}

function refusalOf(number: number): string | null {
  if (number % NOT_DICOM === 0) return "NOT_DICOM";
  return number % BURNED_IN === 0 ? "BURNED_IN_ANNOTATION" : null;
}

async function objectBytes(number: number, version: number): Promise<Uint8Array> {
  if (number % NOT_DICOM === 0) return Buffer.from(`letter ${number}, version ${version}`);
  const [patient] = DEMO_PATIENTS;
  const isBurnedIn = number % BURNED_IN === 0;
  const image = isBurnedIn ? screenCapture(patient) : ctSlice(patient, 1 + (number % 3));
  const named = image
    .with(createElement("SOPInstanceUID", `${patient.uidArc}.7.${number}`, image))
    .with(createElement("InstanceNumber", version + 1, image));
  return bytesOf(number % LARGE === 0 && !isBurnedIn ? enlarged(named) : named);
}

function enlarged(dataSet: DataSet): DataSet {
  return dataSet
    .with(createElement("Rows", LARGE_SIDE, dataSet))
    .with(createElement("Columns", LARGE_SIDE, dataSet))
    .with(createElement("PixelData", new Uint8Array(LARGE_SIDE * LARGE_SIDE * 2), dataSet));
}

async function bytesOf(dataSet: DataSet): Promise<Uint8Array> {
  const uid = (keyword: "SOPClassUID" | "SOPInstanceUID") => firstText(dataSet, keyword) ?? "";
  const fileMeta = createDataSet({
    FileMetaInformationVersion: Uint8Array.of(0, 1),
    MediaStorageSOPClassUID: uid("SOPClassUID"),
    MediaStorageSOPInstanceUID: uid("SOPInstanceUID"),
  });
  return planToBuffer(planWrite({ fileMeta, dataSet, transferSyntax: EXPLICIT_VR_LITTLE_ENDIAN }));
}
