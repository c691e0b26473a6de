import { formatTag } from "../dictionary/tag";
import { TRANSFER_SYNTAX_UID } from "../dictionary/tags";
import { TRANSFER_SYNTAX_NAMES } from "../dictionary/transferSyntaxes.generated";
import { DicomUnsupportedError } from "../errors";

/** How a data set is encoded, PS3.5 §10 and Annex A. */
export interface TransferSyntax extends Encoding {
  readonly uid: string;
  readonly name: string;
  /** The data set is one raw deflate stream (RFC 1951), PS3.5 §A.5. */
  readonly deflated: boolean;
  /** Pixel data is a sequence of fragments, PS3.5 §A.4. */
  readonly encapsulated: boolean;
  /**
   * False for what is no self-contained file (references, real-time video, MIME and XML envelopes) and for deflated
   * image frames: reading ends in `UNSUPPORTED_TRANSFER_SYNTAX`.
   */
  readonly supported: boolean;
}

/** The part of a transfer syntax that decides how element headers and binary numbers look. */
export interface Encoding {
  readonly explicitVr: boolean;
  readonly bigEndian: boolean;
}

type Traits = Omit<TransferSyntax, "uid" | "name">;

/** What most are: explicit VR little endian with pixel data in fragments. */
const ENCAPSULATED: Traits = {
  explicitVr: true,
  bigEndian: false,
  deflated: false,
  encapsulated: true,
  supported: true,
};
const NATIVE: Traits = { ...ENCAPSULATED, encapsulated: false };
/** The pixel data, or the whole object, is elsewhere or in another form. */
const ELSEWHERE: Traits = { ...NATIVE, supported: false };

/** Those that are no supported encapsulated syntax. */
const EXCEPTIONS: ReadonlyMap<string, Traits> = new Map([
  ["1.2.840.10008.1.2", { ...NATIVE, explicitVr: false }],
  ["1.2.840.10008.1.2.1", NATIVE],
  ["1.2.840.10008.1.2.1.99", { ...NATIVE, deflated: true }],
  ["1.2.840.10008.1.2.2", { ...NATIVE, bigEndian: true }],
  ["1.2.840.10008.1.2.4.94", ELSEWHERE], // JPIP Referenced, PS3.5 §A.6
  ["1.2.840.10008.1.2.4.95", { ...ELSEWHERE, deflated: true }], // JPIP Referenced Deflate, §A.7
  ["1.2.840.10008.1.2.4.204", ELSEWHERE], // JPIP HTJ2K Referenced
  ["1.2.840.10008.1.2.4.205", { ...ELSEWHERE, deflated: true }], // JPIP HTJ2K Referenced Deflate
  ["1.2.840.10008.1.2.6.1", ELSEWHERE], // RFC 2557 MIME encapsulation
  ["1.2.840.10008.1.2.6.2", ELSEWHERE], // XML Encoding
  ["1.2.840.10008.1.2.7.1", ELSEWHERE], // SMPTE ST 2110: real-time video, not files
  ["1.2.840.10008.1.2.7.2", ELSEWHERE],
  ["1.2.840.10008.1.2.7.3", ELSEWHERE],
  ["1.2.840.10008.1.2.8.1", { ...ENCAPSULATED, supported: false }], // Deflated Image Frame Compression, §A.4.13
  ["1.2.840.10008.1.20", { ...ELSEWHERE, explicitVr: false }], // Papyrus 3
]);

/** What the standard says of a transfer syntax; `undefined` for a UID that is not in PS3.6 Annex A. */
export function transferSyntaxOf(uid: string): TransferSyntax | undefined {
  // The UID comes from a file, and "constructor" is a property of every object.
  const name = Object.hasOwn(TRANSFER_SYNTAX_NAMES, uid) ? TRANSFER_SYNTAX_NAMES[uid] : undefined;
  return name === undefined ? undefined : { uid, name, ...(EXCEPTIONS.get(uid) ?? ENCAPSULATED) };
}

/** @throws DicomUnsupportedError `UNSUPPORTED_TRANSFER_SYNTAX` with the name, or that there is none */
export function refuseUnsupported(syntax: TransferSyntax | undefined): asserts syntax is TransferSyntax {
  if (syntax?.supported) return;
  const which = syntax?.name ?? "one that PS3.6 Annex A does not list";
  throw new DicomUnsupportedError(
    "UNSUPPORTED_TRANSFER_SYNTAX",
    `the transfer syntax is not supported: ${which}`,
    { tag: formatTag(TRANSFER_SYNTAX_UID) },
  );
}

/** MPEG-2, MPEG-4 and HEVC in all their profiles. */
const VIDEO = /^1\.2\.840\.10008\.1\.2\.4\.10[0-8](\.1)?$/;

/** True where fragments are a stretch of a video stream, and not frames. */
export function isVideo(uid: string): boolean {
  return VIDEO.test(uid);
}

/** The transfer syntax of an encoding without compression. */
export function nativeTransferSyntax({ explicitVr, bigEndian }: Encoding): TransferSyntax {
  const [uid] =
    [...EXCEPTIONS].find(
      ([, traits]) =>
        traits.supported &&
        !traits.deflated &&
        traits.explicitVr === explicitVr &&
        traits.bigEndian === bigEndian,
    ) ?? [];
  const syntax = uid === undefined ? undefined : transferSyntaxOf(uid);
  if (!syntax) throw new RangeError("implicit VR big endian is no transfer syntax");
  return syntax;
}
