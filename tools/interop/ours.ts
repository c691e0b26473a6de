import { swapBytes } from "../../dicom/bytes/swapBytes";
import { VR_TRAITS } from "../../dicom/dictionary/vr";
import { DicomError, FileSource, readDicom, toDicomJson, type ByteSource, type DataSet } from "../../dicom";
import { flatten, type FlatDataSet } from "./flatten";

/** A file as our `dump` shows it, or the code it is refused with. */
export async function ours(path: string): Promise<FlatDataSet | string> {
  const source = await FileSource.open(path);
  try {
    return await flatOf((await readDicom(source)).dataSet);
  } catch (error) {
    if (error instanceof DicomError) return error.code;
    throw error;
  } finally {
    await source.close();
  }
}

async function flatOf(dataSet: DataSet): Promise<FlatDataSet> {
  const ranges: { source: ByteSource; offset: number; lengthBytes: number; bigEndian?: boolean }[] = [];
  const json = toDicomJson(dataSet, { bulkDataUri: (value) => String(ranges.push(value) - 1) });
  const bulkData = await Promise.all(
    ranges.map(async ({ source, offset, lengthBytes, bigEndian }) => {
      const bytes = Uint8Array.from(await source.read(offset, lengthBytes));
      // What is longer than 64 KiB is pixels, of words of two bytes.
      if (bigEndian) swapBytes(bytes, VR_TRAITS.OW.unitBytes as 2);
      return bytes;
    }),
  );
  return flatten(json, (uri) => bulkData[Number(uri)]);
}
