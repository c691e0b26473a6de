import { TRANSFER_SYNTAX_NAMES } from "../dictionary/transferSyntaxes.generated";

/** How a data set is encoded, PS3.5 §10 and Annex A. */
export interface TransferSyntax extends Encoding {
  readonly uid: string;
  readonly name: string;
  /** The data set is one raw deflate stream (RFC 1951), PS3.5 §A.5. */
  readonly deflated: boolean;
  /** Pixel data is a sequence of fragments, PS3.5 §A.4. */
  readonly encapsulated: boolean;
  /** False for syntaxes that are no self-contained file: references, real-time video, MIME envelopes. */
  readonly supported: boolean;
}

/** The part of a transfer syntax that decides how element headers and binary numbers look. */
export interface Encoding {
  readonly explicitVr: boolean;
  readonly bigEndian: boolean;
}

const IMPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2";
const EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
const DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1.99";
const EXPLICIT_VR_BIG_ENDIAN = "1.2.840.10008.1.2.2";

/** Native syntaxes; every other one is explicit, little endian and encapsulated. */
const NATIVE: Readonly<Record<string, Encoding & { deflated: boolean }>> = {
  [IMPLICIT_VR_LITTLE_ENDIAN]: { explicitVr: false, bigEndian: false, deflated: false },
  [EXPLICIT_VR_LITTLE_ENDIAN]: { explicitVr: true, bigEndian: false, deflated: false },
  [DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN]: { explicitVr: true, bigEndian: false, deflated: true },
  [EXPLICIT_VR_BIG_ENDIAN]: { explicitVr: true, bigEndian: true, deflated: false },
};

const UNSUPPORTED: ReadonlySet<string> = new Set([
  "1.2.840.10008.1.2.4.94", // JPIP Referenced: the pixels are elsewhere
  "1.2.840.10008.1.2.4.95", // JPIP Referenced Deflate
  "1.2.840.10008.1.2.4.204", // JPIP HTJ2K Referenced
  "1.2.840.10008.1.2.4.205", // JPIP HTJ2K Referenced Deflate
  "1.2.840.10008.1.2.6.1", // RFC 2557 MIME Encapsulation
  "1.2.840.10008.1.2.6.2", // XML Encoding
  "1.2.840.10008.1.2.7.1", // SMPTE ST 2110: real-time video, not files
  "1.2.840.10008.1.2.7.2",
  "1.2.840.10008.1.2.7.3",
  "1.2.840.10008.1.20", // Papyrus 3
]);

/** What the standard says of a transfer syntax; `undefined` for a UID that is not in PS3.6 Annex A. */
export function transferSyntaxOf(uid: string): TransferSyntax | undefined {
  // The UID comes from a file, and "constructor" is a property of every object.
  const name = Object.hasOwn(TRANSFER_SYNTAX_NAMES, uid) ? TRANSFER_SYNTAX_NAMES[uid] : undefined;
  if (name === undefined) return undefined;
  const supported = !UNSUPPORTED.has(uid);
  const native = NATIVE[uid];
  if (native) return { uid, name, ...native, encapsulated: false, supported };
  return { uid, name, explicitVr: true, bigEndian: false, deflated: false, encapsulated: true, supported };
}

/** A transfer syntax that PS3.6 Annex A is known to hold. */
export function nativeTransferSyntax(encoding: Encoding): TransferSyntax {
  const uid = Object.keys(NATIVE).find((candidate) => {
    const native = NATIVE[candidate];
    return (
      native?.explicitVr === encoding.explicitVr &&
      native.bigEndian === encoding.bigEndian &&
      !native.deflated
    );
  });
  const syntax = uid === undefined ? undefined : transferSyntaxOf(uid);
  if (!syntax) throw new RangeError("implicit VR big endian is no transfer syntax");
  return syntax;
}
