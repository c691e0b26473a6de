import { TRANSFER_SYNTAX_NAMES } from "../dictionary/transferSyntaxes.generated";

/** How a data set is encoded, PS3.5 §10 and Annex A. */
export interface TransferSyntax {
  readonly uid: string;
  readonly name: string;
  readonly explicitVr: boolean;
  readonly bigEndian: boolean;
  /** The data set is one raw deflate stream (RFC 1951), PS3.5 §A.5. */
  readonly deflated: boolean;
  /** Pixel data is a sequence of fragments, PS3.5 §A.4. */
  readonly encapsulated: boolean;
}

export const IMPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2";
export const EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
export const DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1.99";
export const EXPLICIT_VR_BIG_ENDIAN = "1.2.840.10008.1.2.2";

/** Native syntaxes; every other one is explicit, little endian and encapsulated. */
const NATIVE: Readonly<Record<string, Pick<TransferSyntax, "explicitVr" | "bigEndian" | "deflated">>> = {
  [IMPLICIT_VR_LITTLE_ENDIAN]: { explicitVr: false, bigEndian: false, deflated: false },
  [EXPLICIT_VR_LITTLE_ENDIAN]: { explicitVr: true, bigEndian: false, deflated: false },
  [DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN]: { explicitVr: true, bigEndian: false, deflated: true },
  [EXPLICIT_VR_BIG_ENDIAN]: { explicitVr: true, bigEndian: true, deflated: false },
};

/** What the standard says of a transfer syntax; `undefined` for a UID that is not in PS3.6 Annex A. */
export function transferSyntaxOf(uid: string): TransferSyntax | undefined {
  const name = TRANSFER_SYNTAX_NAMES[uid];
  if (name === undefined) return undefined;
  const native = NATIVE[uid];
  if (native) return { uid, name, ...native, encapsulated: false };
  return { uid, name, explicitVr: true, bigEndian: false, deflated: false, encapsulated: true };
}
