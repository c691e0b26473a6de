import { FileSource, formatTag, keywordOf, readDicom, type DataSet } from "../../../dicom";
import { describeValue, maskedValue } from "../describeValue";

/** One attribute of an object before and after. */
export interface AttributeChange {
  /** Keyword, or tag where there is none. */
  readonly attribute: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Compares the outermost attributes of two files.
 *
 * @param showValues whether the table may hold values of the original
 */
export async function changesBetween(
  originalPath: string,
  outputPath: string,
  showValues: boolean,
): Promise<AttributeChange[]> {
  const [original, output] = await Promise.all([openDataSet(originalPath), openDataSet(outputPath)]);
  try {
    const tags = new Set([...original.dataSet.elements, ...output.dataSet.elements].map(({ tag }) => tag));
    return [...tags]
      .sort((a, b) => a - b)
      .flatMap((tag) => {
        const before = describeValue(original.dataSet, original.dataSet.get(tag));
        const after = describeValue(output.dataSet, output.dataSet.get(tag));
        if (before === after) return [];
        const hidden = maskedValue(before, showValues);
        return [{ attribute: keywordOf(tag) ?? formatTag(tag), before: hidden, after }];
      });
  } finally {
    await Promise.all([original.close(), output.close()]);
  }
}

async function openDataSet(path: string): Promise<{ dataSet: DataSet; close: () => Promise<void> }> {
  const source = await FileSource.open(path);
  const { dataSet } = await readDicom(source);
  return { dataSet, close: () => source.close() };
}
