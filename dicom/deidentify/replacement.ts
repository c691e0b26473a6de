import { VR_TRAITS, type Vr } from "../dictionary/vr";
import { padded } from "../text/asciiText";
import { isUid } from "./uidMap";

/** Longest value in characters and, where the VR has one, its form, PS3.5 §6.2. */
const TEXT_BOUNDS: Partial<Record<Vr, readonly [number, RegExp?]>> = {
  AE: [16],
  AS: [4, /^[0-9]{3}[DWMY]$/],
  CS: [16, /^[A-Z0-9_ ]*$/],
  DA: [8, /^[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$/],
  DS: [16, /^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$/],
  DT: [26, /^[0-9]{4,14}(\.[0-9]{1,6})?([+-][0-9]{4})?$/],
  IS: [12, /^[+-]?[0-9]+$/],
  LO: [64],
  LT: [10240],
  PN: [194],
  SH: [16],
  ST: [1024],
  TM: [14, /^[0-9]{2,6}(\.[0-9]{1,6})?$/],
  UI: [64],
};

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
  if (!values.every((value) => isValid(vr, value))) return undefined;
  return padded(Buffer.from(text, "latin1"), vr);
}

function isValid(vr: Vr, value: string): boolean {
  if (value === "") return true;
  if (vr === "UI") return isUid(value);
  const [longest, form] = TEXT_BOUNDS[vr] ?? [Infinity];
  return value.length <= longest && (form?.test(value) ?? true);
}

function encodeNumbers(vr: Vr, values: readonly string[]): Uint8Array | undefined {
  const [unitBytes, set] = NUMBERS[vr] ?? [];
  if (unitBytes === undefined || set === undefined) return undefined;
  const [lowest, highest] = RANGES[vr] ?? [-Infinity, Infinity];
  const bytes = new Uint8Array(unitBytes * values.length);
  for (const [index, text] of values.entries()) {
    const value = text.trim() === "" ? NaN : Number(text);
    const whole = Number.isInteger(value) || vr === "FD" || vr === "FL";
    if (!whole || !(value >= lowest && value <= highest)) return undefined;
    set(new DataView(bytes.buffer, index * unitBytes, unitBytes), value);
  }
  return bytes;
}
