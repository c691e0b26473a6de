import { VR_TRAITS, type Vr } from "../../dictionary/vr";
import { padded } from "../../text/asciiText";
import { parseNumber } from "../../text/decimal";
import { isValidText } from "../../text/valueForm";

const NUMBERS: Partial<Record<Vr, readonly [number, (view: DataView, value: number) => void]>> = {
  FD: [8, (view, value) => view.setFloat64(0, value, true)],
  FL: [4, (view, value) => view.setFloat32(0, value, true)],
  SL: [4, (view, value) => view.setInt32(0, value, true)],
  SS: [2, (view, value) => view.setInt16(0, value, true)],
  UL: [4, (view, value) => view.setUint32(0, value, true)],
  US: [2, (view, value) => view.setUint16(0, value, true)],
};

const RANGES: Partial<Record<Vr, readonly [number, number]>> = {
  SL: [-0x80000000, 0x7fffffff],
  SS: [-0x8000, 0x7fff],
  UL: [0, 0xffffffff],
  US: [0, 0xffff],
};

/**
 * The value field for a text that a policy gives, `undefined` where it is not valid for the VR. ASCII only, so that
 * it is right in every character set; several values are separated by a backslash.
 */
export function encodeReplacement(vr: Vr, text: string): Uint8Array | undefined {
  if (!/^[\x20-\x7e]*$/.test(text)) return undefined;
  const { form } = VR_TRAITS[vr];
  if (form === "number") return encodeNumbers(vr, text.split("\\"));
  if (form === "sequence" || (form === "binary" && vr !== "UN")) return undefined;
  const values = form === "paragraph" ? [text] : text.split("\\");
  if (!values.every((value) => value === "" || isValidText(vr, value))) return undefined;
  return padded(Buffer.from(text, "latin1"), vr);
}

function encodeNumbers(vr: Vr, values: readonly string[]): Uint8Array | undefined {
  const [unitBytes, set] = NUMBERS[vr] ?? [];
  if (unitBytes === undefined || set === undefined) return undefined;
  const [lowest, highest] = RANGES[vr] ?? [-Infinity, Infinity];
  const bytes = new Uint8Array(unitBytes * values.length);
  for (const [index, text] of values.entries()) {
    const value = parseNumber(text.trim());
    const whole = Number.isInteger(value) || vr === "FD" || vr === "FL";
    if (!whole || !(value >= lowest && value <= highest)) return undefined;
    set(new DataView(bytes.buffer, index * unitBytes, unitBytes), value);
  }
  return bytes;
}
