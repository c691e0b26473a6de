import {
  FileSource,
  formatTag,
  keywordOf,
  readDicom,
  readText,
  type DataElement,
  type DataSet,
} from "../../../dicom";

/** One attribute of an object before and after. */
export interface AttributeChange {
  /** Keyword, or tag where there is none. */
  readonly attribute: string;
  readonly before: string;
  readonly after: string;
}

/** Longest text that a table cell shows. */
const SHOWN_CHARACTERS = 36;

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
        const before = describe(original.dataSet, original.dataSet.get(tag));
        const after = describe(output.dataSet, output.dataSet.get(tag));
        if (before === after) return [];
        const hidden = before === ABSENT || before === EMPTY || showValues ? before : "•••";
        return [{ attribute: keywordOf(tag) ?? formatTag(tag), before: hidden, after }];
      });
  } finally {
    await Promise.all([original.close(), output.close()]);
  }
}

const ABSENT = "—";
const EMPTY = "(empty)";

function describe(dataSet: DataSet, element: DataElement | undefined): string {
  if (!element) return ABSENT;
  if (element.value.kind === "sequence") {
    const { items } = element.value;
    const inner = items.map((item) =>
      item.elements
        .map((nested) => `${keywordOf(nested.tag) ?? formatTag(nested.tag)}=${describe(item, nested)}`)
        .join(", "),
    );
    return shorten(`${items.length === 1 ? "1 item" : `${items.length} items`}: ${inner.join("; ")}`);
  }
  if (element.value.lengthBytes === 0) return EMPTY;
  const text = readText(element, dataSet).join("\\");
  return text === "" ? `${element.value.lengthBytes} bytes` : shorten(text);
}

function shorten(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS - 1)}…` : text;
}

async function openDataSet(path: string): Promise<{ dataSet: DataSet; close: () => Promise<void> }> {
  const source = await FileSource.open(path);
  const { dataSet } = await readDicom(source);
  return { dataSet, close: () => source.close() };
}
