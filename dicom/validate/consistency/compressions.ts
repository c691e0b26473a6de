import { isVideo } from "../../syntax/transferSyntax";

/** What pixels of some photometric interpretations may be in a transfer syntax: a row of the tables of PS3.5 §8.2. */
export interface CompressedPixels {
  readonly photometric: readonly string[];
  readonly planarConfiguration: readonly number[];
  readonly pixelRepresentation: readonly number[];
  readonly bitsAllocated: readonly number[];
  readonly bitsStored: readonly number[];
}

/** What a transfer syntax can encode. */
export interface Compression {
  readonly clause: string;
  readonly rows: readonly CompressedPixels[];
  /** There is no way to compress so without loss. */
  readonly lossy?: true;
}

type Bits = Pick<CompressedPixels, "bitsAllocated" | "bitsStored">;

const JPEG = "1.2.840.10008.1.2.4";
const RLE_LOSSLESS = "1.2.840.10008.1.2.5";

const GREY = ["MONOCHROME1", "MONOCHROME2"];
const PALETTE = ["PALETTE COLOR"];

const range = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

const bits = (bitsAllocated: readonly number[], bitsStored: readonly number[]): Bits => ({
  bitsAllocated,
  bitsStored,
});

/** Planar Configuration is there for several samples alone, so these do not restrict it. */
const row = (photometric: readonly string[], depth: Bits, pixelRepresentation = [0]): CompressedPixels => ({
  photometric,
  planarConfiguration: [0],
  pixelRepresentation,
  ...depth,
});
const signed = (photometric: readonly string[], depth: Bits) => row(photometric, depth, [0, 1]);

const OF_8 = bits([8], [8]);
const UP_TO_16 = bits([8, 16], range(1, 16));
const FROM_2 = bits([8, 16], range(2, 16));

const JPEG_LOSSLESS: Compression = {
  clause: "PS3.5 §8.2.1",
  rows: [signed(GREY, UP_TO_16), row(PALETTE, UP_TO_16), row(["RGB", "YBR_FULL"], UP_TO_16)],
};

const jpegLs = (...indexed: readonly CompressedPixels[]): Compression => ({
  clause: "PS3.5 §8.2.3",
  rows: [signed(GREY, FROM_2), ...indexed, row(["RGB", "YBR_FULL"], FROM_2)],
});

/** JPEG 2000 and its high-throughput form, without loss or with it. */
function jpeg2000(clause: string, grey: readonly number[], lossless: boolean): Compression {
  const stored = range(1, 38);
  const colours = ["RGB", "YBR_FULL", "YBR_RCT", ...(lossless ? [] : ["YBR_ICT"])];
  const indexed = lossless ? [row(PALETTE, UP_TO_16)] : [];
  return {
    clause,
    rows: [
      signed(GREY, bits([...grey, 8, 16, 24, 32, 40], stored)),
      ...indexed,
      row(colours, bits([8, 16, 24, 32, 40], stored)),
    ],
  };
}
const JPEG_2000 = "PS3.5 §8.2.4";
const HIGH_THROUGHPUT = "PS3.5 §8.2.14";

const JPEG_XL: Compression = {
  clause: "PS3.5 §8.2.15",
  rows: [
    signed(GREY, bits([1, 8, 16, 24], range(1, 24))),
    row(["RGB", "YBR_RCT", "XYB"], bits([8, 16, 24], range(8, 24))),
  ],
};

const video = (clause: string, depth: Bits, ...grey: readonly string[]): Compression => ({
  clause,
  rows: [row(["YBR_PARTIAL_420", ...grey], depth)],
  lossy: true,
});

/** By the number that the UID has where those of JPEG have theirs; a fragmentable form has one more behind it. */
const VIDEOS: Readonly<Record<string, Compression>> = {
  100: video("PS3.5 §8.2.5", OF_8, "MONOCHROME2"),
  101: video("PS3.5 §8.2.6", OF_8, "MONOCHROME2"),
  102: video("PS3.5 §8.2.7", OF_8),
  103: video("PS3.5 §8.2.7", OF_8),
  104: video("PS3.5 §8.2.8", OF_8),
  105: video("PS3.5 §8.2.8", OF_8),
  106: video("PS3.5 §8.2.9", OF_8),
  107: video("PS3.5 §8.2.10", OF_8),
  108: video("PS3.5 §8.2.11", bits([16], [10])),
};

const COMPRESSIONS: Readonly<Record<string, Compression>> = {
  [RLE_LOSSLESS]: {
    clause: "PS3.5 §8.2.2",
    rows: [
      signed(GREY, bits([1, 8, 16], range(1, 16))),
      row(PALETTE, UP_TO_16),
      { ...row(["RGB", "YBR_FULL"], UP_TO_16), planarConfiguration: [0, 1] },
    ],
  },
  [`${JPEG}.50`]: {
    clause: "PS3.5 §8.2.1",
    rows: [row(GREY, OF_8), row(["RGB", "YBR_FULL_422"], OF_8)],
    lossy: true,
  },
  [`${JPEG}.51`]: { clause: "PS3.5 §8.2.1", rows: [row(GREY, bits([8, 16], [8, 12]))], lossy: true },
  [`${JPEG}.57`]: JPEG_LOSSLESS,
  [`${JPEG}.70`]: JPEG_LOSSLESS,
  [`${JPEG}.80`]: jpegLs(row(PALETTE, FROM_2)),
  [`${JPEG}.81`]: jpegLs(),
  [`${JPEG}.90`]: jpeg2000(JPEG_2000, [1], true),
  [`${JPEG}.91`]: jpeg2000(JPEG_2000, [1], false),
  [`${JPEG}.110`]: JPEG_XL,
  [`${JPEG}.111`]: {
    clause: "PS3.5 §8.2.15",
    rows: [row(["MONOCHROME2"], OF_8), row(["RGB", "YBR_FULL_422", "XYB"], OF_8)],
    lossy: true,
  },
  [`${JPEG}.112`]: JPEG_XL,
  [`${JPEG}.201`]: jpeg2000(HIGH_THROUGHPUT, [], true),
  [`${JPEG}.202`]: jpeg2000(HIGH_THROUGHPUT, [], true),
  [`${JPEG}.203`]: jpeg2000(HIGH_THROUGHPUT, [], false),
};

/** `undefined` for a transfer syntax that can encode any pixels, or that the standard says nothing of. */
export function compressionOf(uid: string): Compression | undefined {
  if (isVideo(uid)) return VIDEOS[uid.slice(JPEG.length + 1).split(".")[0] ?? ""];
  return Object.hasOwn(COMPRESSIONS, uid) ? COMPRESSIONS[uid] : undefined;
}
