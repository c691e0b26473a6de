import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  createDataSet,
  DataElement,
  firstText,
  planWrite,
  transferSyntaxOf,
  writePlanToFile,
  type DataSet,
  type TransferSyntax,
} from "../../../../dicom";
import { ctSlice, report, screenCapture } from "./demoObjects";
import { DEMO_IMPLEMENTATION, DEMO_PATIENTS } from "./identifiers";

const SLICES_PER_PATIENT = 3;
const EXPLICIT_VR_LITTLE_ENDIAN = transferSyntaxOf("1.2.840.10008.1.2.1") as TransferSyntax;

/**
 * Writes the demo's study below `folder`: a CT series of two patients, a report, an image with burned-in
 * annotation, and a file that is no DICOM; each with planted identifiers.
 *
 * @returns the file that shows best what de-identification changes
 */
export async function writeDemoStudy(folder: string): Promise<string> {
  for (const patient of DEMO_PATIENTS) {
    for (let number = 1; number <= SLICES_PER_PATIENT; number++) {
      await write(
        join(folder, patient.folder, `ct-${number}.dcm`),
        withPrivateBlock(ctSlice(patient, number), patient.name),
      );
    }
  }
  const [first, second] = DEMO_PATIENTS;
  await write(join(folder, first.folder, "report.dcm"), report(first));
  await write(join(folder, second.folder, "screen-capture.dcm"), screenCapture(second));
  await writeFile(
    join(folder, "referral-letter.dcm"),
    `Dear colleague, ${first.name} was seen on ${first.studyDate}.\n`,
  );
  return join(folder, first.folder, "ct-1.dcm");
}

/** A vendor's block that repeats the patient's name, as vendors do. */
function withPrivateBlock(dataSet: DataSet, name: string): DataSet {
  const padded = (text: string) => Buffer.from(text.length % 2 === 0 ? text : `${text} `, "latin1");
  return dataSet
    .with(DataElement.ofBytes(0x00290010, "LO", padded("EXAMPLE IMAGING 1.0")))
    .with(DataElement.ofBytes(0x00291001, "LO", padded(name)));
}

async function write(path: string, dataSet: DataSet): Promise<void> {
  const uid = (keyword: "SOPClassUID" | "SOPInstanceUID") => firstText(dataSet, keyword) ?? "";
  const fileMeta = createDataSet({
    FileMetaInformationVersion: Uint8Array.of(0, 1),
    MediaStorageSOPClassUID: uid("SOPClassUID"),
    MediaStorageSOPInstanceUID: uid("SOPInstanceUID"),
    ImplementationClassUID: DEMO_IMPLEMENTATION,
    SourceApplicationEntityTitle: "CTSTATION7",
  });
  await mkdir(dirname(path), { recursive: true });
  await writePlanToFile(planWrite({ fileMeta, dataSet, transferSyntax: EXPLICIT_VR_LITTLE_ENDIAN }), path);
}
