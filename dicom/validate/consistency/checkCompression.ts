import { tagOf, type Keyword } from "../../dictionary/attributes";
import { PIXEL_TAGS, type PixelDescription } from "../../pixels/pixelDescription";
import { isVideo } from "../../syntax/transferSyntax";
import { firstText } from "../../text/values";
import type { ValidationContext } from "../context";

const JPEG = "1.2.840.10008.1.2.4";

/** What the pixels of a transfer syntax can be, PS3.5 §8.2. */
interface Compression {
  readonly clause: string;
  /** Photometric interpretations; any where there are none. */
  readonly photometric?: readonly string[];
  readonly bitsAllocated?: readonly number[];
  readonly bitsStored?: readonly number[];
  /** There is no way to compress so without loss. */
  readonly lossy?: true;
}

const GREY = ["MONOCHROME1", "MONOCHROME2"];
const range = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

const JPEG_LOSSLESS: Compression = {
  clause: "PS3.5 §8.2.1",
  photometric: [...GREY, "PALETTE COLOR", "RGB", "YBR_FULL"],
  bitsAllocated: [8, 16],
  bitsStored: range(1, 16),
};
const JPEG_LS: Compression = { ...JPEG_LOSSLESS, clause: "PS3.5 §8.2.3", bitsStored: range(2, 16) };
const JPEG_2000: Compression = {
  clause: "PS3.5 §8.2.4",
  photometric: [...GREY, "PALETTE COLOR", "RGB", "YBR_FULL", "YBR_RCT", "YBR_ICT"],
  bitsAllocated: [1, 8, 16, 24, 32, 40],
  bitsStored: range(1, 38),
};
const VIDEO: Compression = {
  clause: "PS3.5 §8.2.5",
  photometric: [...GREY, "YBR_PARTIAL_420"],
  bitsAllocated: [8, 16],
  lossy: true,
};

const COMPRESSIONS: Readonly<Record<string, Compression>> = {
  "1.2.840.10008.1.2.5": {
    clause: "PS3.5 §8.2.2",
    photometric: [...GREY, "PALETTE COLOR", "RGB", "YBR_FULL"],
    bitsAllocated: [1, 8, 16, 32],
  },
  [`${JPEG}.50`]: {
    clause: "PS3.5 §8.2.1",
    photometric: [...GREY, "RGB", "YBR_FULL", "YBR_FULL_422"],
    bitsAllocated: [8],
    bitsStored: [8],
    lossy: true,
  },
  [`${JPEG}.51`]: {
    clause: "PS3.5 §8.2.1",
    photometric: [...GREY, "RGB", "YBR_FULL", "YBR_FULL_422"],
    bitsAllocated: [8, 16],
    bitsStored: [8, 12],
    lossy: true,
  },
  [`${JPEG}.57`]: JPEG_LOSSLESS,
  [`${JPEG}.70`]: JPEG_LOSSLESS,
  [`${JPEG}.80`]: JPEG_LS,
  [`${JPEG}.81`]: { ...JPEG_LS, photometric: [...GREY, "RGB", "YBR_FULL"] },
  [`${JPEG}.90`]: JPEG_2000,
  [`${JPEG}.91`]: JPEG_2000,
  [`${JPEG}.201`]: JPEG_2000,
  [`${JPEG}.202`]: JPEG_2000,
  [`${JPEG}.203`]: JPEG_2000,
};

/** Photometric interpretations that some transfer syntaxes have, and no others. */
const OF_COMPRESSION: ReadonlySet<string> = new Set(["YBR_PARTIAL_420", "YBR_ICT", "YBR_RCT", "XYB"]);

/** Holds the description of the pixels to what the transfer syntax can encode. */
export function checkCompression({ root, object, log }: ValidationContext, pixels: PixelDescription): void {
  const { uid, encapsulated } = object.transferSyntax;
  const contradiction = (tag: number, clause: string, expected: string) =>
    log.add("TRANSFER_SYNTAX_CONTRADICTION", tag, undefined, { clause, expected });
  const { photometricInterpretation: photometric = "" } = pixels;
  if (!encapsulated && OF_COMPRESSION.has(photometric))
    contradiction(PIXEL_TAGS.photometricInterpretation, "PS3.5 §8.2", "one of native pixel data");
  const compression = isVideo(uid) ? VIDEO : COMPRESSIONS[uid];
  if (!compression) return;
  const { clause } = compression;
  if (photometric !== "" && compression.photometric?.includes(photometric) === false)
    contradiction(PIXEL_TAGS.photometricInterpretation, clause, compression.photometric.join(", "));
  for (const name of ["bitsAllocated", "bitsStored"] as const) {
    const bits = pixels[name];
    const allowed = compression[name];
    if (bits !== undefined && allowed?.includes(bits) === false)
      contradiction(PIXEL_TAGS[name], clause, describeBits(allowed));
  }
  if (compression.lossy) checkLossy();

  function checkLossy(): void {
    const keyword: Keyword = "LossyImageCompression";
    const said = firstText(root, keyword);
    if (said === "01") return;
    // The General Image module leaves it open, PS3.3 §C.7.6.1: nothing is wrong, but nobody is told.
    const severity = said === undefined ? "warning" : "error";
    const facts = { clause: "PS3.3 §C.7.6.1.1.5", expected: "01", severity } as const;
    log.add("UNDECLARED_LOSSY_COMPRESSION", tagOf(keyword), undefined, facts);
  }
}

function describeBits(allowed: readonly number[]): string {
  const [first, last] = [allowed[0], allowed.at(-1)];
  return allowed.length > 6 ? `${first} to ${last}` : allowed.join(", ");
}
