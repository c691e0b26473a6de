/** Value representations, PS3.5 §6.2: one typed table instead of switches in reader, writer and text. */

export type Vr =
  | "AE" | "AS" | "AT" | "CS" | "DA" | "DS" | "DT" | "FD" | "FL" | "IS" | "LO" | "LT"
  | "OB" | "OD" | "OF" | "OL" | "OV" | "OW" | "PN" | "SH" | "SL" | "SQ" | "SS" | "ST"
  | "SV" | "TM" | "UC" | "UI" | "UL" | "UN" | "UR" | "US" | "UT" | "UV"; // prettier-ignore

/** How the value field is to be understood. */
type ValueForm =
  /** Text in the default repertoire (ASCII), one or several values separated by a backslash. */
  | "ascii"
  /** Text in the specific character set, one or several values. */
  | "text"
  /** Text in the specific character set that is always a single value. */
  | "paragraph"
  /** Fixed-size binary numbers. */
  | "number"
  /** Bytes, or a stream of words of `unitBytes`. */
  | "binary"
  | "sequence";

interface VrTraits {
  readonly form: ValueForm;
  /** Explicit VR encodings give this VR a reserved field and a 32-bit length, PS3.5 §7.1.2. */
  readonly longLength: boolean;
  /** Size of the unit that changes order with the byte order; 1 for text and bytes. */
  readonly unitBytes: 1 | 2 | 4 | 8;
  /** Byte that pads a value to even length, PS3.5 §6.2. */
  readonly padding: 0x00 | 0x20;
}

const traits = (
  form: ValueForm,
  longLength: boolean,
  unitBytes: 1 | 2 | 4 | 8,
  padding: 0 | 0x20,
): VrTraits => ({
  form,
  longLength,
  unitBytes,
  padding,
});

export const VR_TRAITS: Readonly<Record<Vr, VrTraits>> = {
  AE: traits("ascii", false, 1, 0x20),
  AS: traits("ascii", false, 1, 0x20),
  AT: traits("number", false, 2, 0x00), // a pair of 16-bit words
  CS: traits("ascii", false, 1, 0x20),
  DA: traits("ascii", false, 1, 0x20),
  DS: traits("ascii", false, 1, 0x20),
  DT: traits("ascii", false, 1, 0x20),
  FD: traits("number", false, 8, 0x00),
  FL: traits("number", false, 4, 0x00),
  IS: traits("ascii", false, 1, 0x20),
  LO: traits("text", false, 1, 0x20),
  LT: traits("paragraph", false, 1, 0x20),
  OB: traits("binary", true, 1, 0x00),
  OD: traits("binary", true, 8, 0x00),
  OF: traits("binary", true, 4, 0x00),
  OL: traits("binary", true, 4, 0x00),
  OV: traits("binary", true, 8, 0x00),
  OW: traits("binary", true, 2, 0x00),
  PN: traits("text", false, 1, 0x20),
  SH: traits("text", false, 1, 0x20),
  SL: traits("number", false, 4, 0x00),
  SQ: traits("sequence", true, 1, 0x00),
  SS: traits("number", false, 2, 0x00),
  ST: traits("paragraph", false, 1, 0x20),
  SV: traits("number", true, 8, 0x00),
  TM: traits("ascii", false, 1, 0x20),
  UC: traits("text", true, 1, 0x20),
  UI: traits("ascii", false, 1, 0x00),
  UL: traits("number", false, 4, 0x00),
  UN: traits("binary", true, 1, 0x00),
  UR: traits("paragraph", true, 1, 0x20),
  US: traits("number", false, 2, 0x00),
  UT: traits("paragraph", true, 1, 0x20),
  UV: traits("number", true, 8, 0x00),
};

export function isVr(code: string): code is Vr {
  return Object.hasOwn(VR_TRAITS, code);
}
