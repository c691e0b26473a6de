import { filesBelow } from "../filesBelow";

/** What lies beside the files of a corpus. */
const NOT_DICOM = /\.(tsv|sh|md|txt|json)$/;

/** Paths below the folder. */
export async function dicomFilesBelow(folder: string): Promise<readonly string[]> {
  return (await filesBelow(folder)).filter((file) => !NOT_DICOM.test(file));
}
