import { keywordOf, formatTag, readText, type DataElement, type DataSet } from "../../dicom";
import { printable } from "./printable";

/** Longest text that a table cell shows; a UID is shown whole, since its beginning alone tells it from no other. */
const SHOWN_CHARACTERS = 36;
const UID_CHARACTERS = 64;

const ABSENT = "—";
export const EMPTY = "(empty)";

/** Stands for a value of a file that nobody asked to see. */
const MASKED = "•••";

/**
 * A value for a cell of a table: the text, cut short; the items of a sequence; for bytes how many they are. Control
 * characters come as `\xNN` or `\uNNNN`.
 *
 * @param dataSet holds the element: says how text is encoded
 */
export function describeValue(dataSet: DataSet | undefined, element: DataElement | undefined): string {
  if (!element || !dataSet) return ABSENT;
  if (element.value.kind === "sequence") {
    const { items } = element.value;
    const inner = items.map((item) =>
      item.elements
        .map((nested) => `${keywordOf(nested.tag) ?? formatTag(nested.tag)}=${describeValue(item, nested)}`)
        .join(", "),
    );
    return shorten(`${items.length === 1 ? "1 item" : `${items.length} items`}: ${inner.join("; ")}`);
  }
  if (element.value.lengthBytes === 0) return EMPTY;
  const text = readText(element, dataSet).join("\\");
  const limit = element.vr === "UI" ? UID_CHARACTERS : SHOWN_CHARACTERS;
  return text === "" ? `${element.value.lengthBytes} bytes` : shorten(printable(text), limit);
}

/** The same, or that there is one, where values are not to be shown. */
export function maskedValue(text: string, showValues: boolean): string {
  return showValues || text === ABSENT || text === EMPTY ? text : MASKED;
}

function shorten(text: string, limit = SHOWN_CHARACTERS): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}
