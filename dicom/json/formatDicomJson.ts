import type { DicomJsonElement, DicomJsonObject, DicomJsonValue } from "./dicomJson";

/**
 * Writes the DICOM JSON Model as JSON with the attributes in ascending order (PS3.18 F.2.2), which `JSON.stringify` does
 * not keep: it puts names such as `30060010`, being whole numbers, before `00080005`.
 * @param indent spaces a level; 0 writes one line
 */
export function formatDicomJson(object: DicomJsonObject, indent = 0): string {
  return formatObject(object, { newline: "\n", step: " ".repeat(indent) });
}

/** `newline` holds the indentation of the level that is being written; without a `step` nothing is broken. */
interface Layout {
  readonly newline: string;
  readonly step: string;
}

function formatObject(object: DicomJsonObject, layout: Layout): string {
  const members = Object.entries(object)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([tag, element]) => member(tag, formatElement(element, deeper(layout)), layout));
  return enclose("{", members, "}", layout);
}

function formatElement(element: DicomJsonElement, layout: Layout): string {
  const { Value, ...rest } = element;
  const members = Object.entries(rest).map(([name, text]) => member(name, JSON.stringify(text), layout));
  if (Value) {
    const inner = deeper(deeper(layout));
    const values = Value.map((value) => formatValue(value, inner));
    members.push(member("Value", enclose("[", values, "]", deeper(layout)), layout));
  }
  return enclose("{", members, "}", layout);
}

function formatValue(value: DicomJsonValue, layout: Layout): string {
  if (Object.is(value, -0)) return "-0"; // whose sign JSON.stringify drops
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isDataSet(value)) return formatObject(value, layout);
  const members = Object.entries(value).map(([name, text]) => member(name, JSON.stringify(text), layout));
  return enclose("{", members, "}", layout);
}

/** Items hold attributes, person names hold strings. */
function isDataSet(value: object): value is DicomJsonObject {
  return Object.values(value).every((member) => typeof member === "object");
}

function member(name: string, text: string, { step }: Layout): string {
  return `${JSON.stringify(name)}:${step === "" ? "" : " "}${text}`;
}

function deeper({ newline, step }: Layout): Layout {
  return { newline: newline + step, step };
}

function enclose(open: string, parts: readonly string[], close: string, layout: Layout): string {
  if (parts.length === 0) return open + close;
  if (layout.step === "") return open + parts.join(",") + close;
  const inner = layout.newline + layout.step;
  return open + inner + parts.join(`,${inner}`) + layout.newline + close;
}
