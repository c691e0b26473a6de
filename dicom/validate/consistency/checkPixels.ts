import type { Tag } from "../../dictionary/tag";
import { isEmpty } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import { isVideo, type TransferSyntax } from "../../syntax/transferSyntax";
import type { ValidationContext } from "../context";
import { checkCompression } from "./checkCompression";
import { checkOffsetTables } from "./checkOffsetTables";
import type { FindingCode } from "../findingCodes";
import { SAMPLES } from "./photometric";
import {
  describePixels,
  nativePixelBytes,
  PIXEL_TAGS,
  type PixelDescription,
} from "../../pixels/pixelDescription";

const IMAGE_PIXEL = "PS3.3 §C.7.6.3";
const NATIVE_ENCODING = "PS3.5 §8.1.1";
const ENCAPSULATION = "PS3.5 §A.4";

interface PixelRule {
  readonly attribute: keyof typeof PIXEL_TAGS;
  readonly code: "INVALID_PIXEL_DESCRIPTION" | "UNUSUAL_PIXEL_DESCRIPTION";
  /** False where the rule is broken; a value that is absent breaks none. */
  readonly holds: (pixels: PixelDescription) => boolean;
}

const holdsFor = (value: number | undefined, test: (value: number) => boolean) =>
  value === undefined || test(value);

/** Errors are descriptions under which no reader of the output could make sense of its pixels. */
const RULES: readonly PixelRule[] = [
  { attribute: "rows", code: "INVALID_PIXEL_DESCRIPTION", holds: ({ rows }) => rows !== 0 },
  { attribute: "columns", code: "INVALID_PIXEL_DESCRIPTION", holds: ({ columns }) => columns !== 0 },
  {
    attribute: "samplesPerPixel",
    code: "INVALID_PIXEL_DESCRIPTION",
    holds: ({ samplesPerPixel }) => samplesPerPixel !== 0,
  },
  {
    attribute: "bitsAllocated",
    code: "INVALID_PIXEL_DESCRIPTION",
    holds: ({ bitsAllocated }) => bitsAllocated !== 0,
  },
  {
    attribute: "bitsStored",
    code: "INVALID_PIXEL_DESCRIPTION",
    holds: ({ bitsStored, bitsAllocated }) =>
      holdsFor(bitsStored, (stored) => stored > 0 && stored <= (bitsAllocated ?? Infinity)),
  },
  {
    attribute: "highBit",
    code: "INVALID_PIXEL_DESCRIPTION",
    holds: ({ highBit, bitsAllocated }) => holdsFor(highBit, (bit) => bit < (bitsAllocated ?? Infinity)),
  },
  {
    attribute: "highBit",
    code: "UNUSUAL_PIXEL_DESCRIPTION",
    holds: ({ highBit, bitsStored }) => holdsFor(highBit, (bit) => bit === (bitsStored ?? bit + 1) - 1),
  },
  {
    attribute: "bitsAllocated",
    code: "UNUSUAL_PIXEL_DESCRIPTION",
    holds: ({ bitsAllocated }) => holdsFor(bitsAllocated, (bits) => bits === 1 || bits % 8 === 0),
  },
  {
    attribute: "pixelRepresentation",
    code: "UNUSUAL_PIXEL_DESCRIPTION",
    holds: ({ pixelRepresentation }) => holdsFor(pixelRepresentation, (sign) => sign <= 1),
  },
  {
    attribute: "photometricInterpretation",
    code: "UNUSUAL_PIXEL_DESCRIPTION",
    holds: ({ photometricInterpretation: name }) => name === undefined || Object.hasOwn(SAMPLES, name),
  },
  {
    attribute: "samplesPerPixel",
    code: "UNUSUAL_PIXEL_DESCRIPTION",
    holds: ({ samplesPerPixel, photometricInterpretation: name = "" }) =>
      holdsFor(samplesPerPixel, (samples) => samples === (SAMPLES[name] ?? samples)),
  },
  {
    attribute: "planarConfiguration",
    code: "UNUSUAL_PIXEL_DESCRIPTION",
    holds: ({ planarConfiguration, samplesPerPixel = 1 }) =>
      samplesPerPixel === 1 || (planarConfiguration !== undefined && planarConfiguration <= 1),
  },
];

const REQUIRED = [
  "rows",
  "columns",
  "samplesPerPixel",
  "photometricInterpretation",
  "bitsAllocated",
] as const;
const REQUIRED_OF_INTEGERS = ["bitsStored", "highBit", "pixelRepresentation"] as const;

/** Holds the pixel data to its description, PS3.3 §C.7.6.3; looks at lengths only, never at a pixel. */
export function checkPixels(context: ValidationContext): void {
  const { root, object, log } = context;
  const pixels = describePixels(root);
  if (!pixels) return;
  const add = (code: FindingCode, tag: Tag, clause: string) => log.add(code, tag, undefined, { clause });
  const required = [...REQUIRED, ...(pixels.integerSamples ? REQUIRED_OF_INTEGERS : [])];
  for (const name of required) {
    const tag = PIXEL_TAGS[name];
    if (pixels[name] === undefined && isPresent(root, tag)) add("INVALID_NUMBER", tag, IMAGE_PIXEL);
  }
  for (const { attribute, code, holds } of RULES) {
    if (!holds(pixels)) add(code, PIXEL_TAGS[attribute], IMAGE_PIXEL);
  }
  const wrong = wrongLength(pixels, object.transferSyntax);
  if (wrong) add(wrong[0], pixels.pixelData.tag, wrong[1]);
  const { tag, vr, value } = pixels.pixelData;
  if (pixels.integerSamples && value.kind !== "fragments" && vr === "OB" && (pixels.bitsAllocated ?? 0) > 8)
    log.add("WRONG_VR", tag, undefined, { clause: "PS3.5 §8.2", expected: "OW" });
  checkCompression(context, pixels);
  checkOffsetTables(context, pixels);
}

/** There with a value; absence is a matter of the module. */
function isPresent(dataSet: DataSet, tag: Tag): boolean {
  const element = dataSet.get(tag);
  return element !== undefined && !isEmpty(element);
}

function wrongLength(
  pixels: PixelDescription,
  { uid, encapsulated }: TransferSyntax,
): readonly [FindingCode, string] | undefined {
  const { value } = pixels.pixelData;
  if (value.kind === "sequence") return ["INVALID_PIXEL_DESCRIPTION", IMAGE_PIXEL];
  if ((value.kind === "fragments") !== encapsulated) return ["PIXEL_DATA_ENCODING", ENCAPSULATION];
  if (value.kind === "fragments") return wrongFragments(value.fragmentCount, pixels.numberOfFrames, uid);
  const described = nativePixelBytes(pixels);
  if (described === undefined) return undefined;
  if (value.lengthBytes < described) return ["TRUNCATED_PIXEL_DATA", NATIVE_ENCODING];
  return value.lengthBytes > described + (described % 2) ? ["EXCESS_PIXEL_DATA", NATIVE_ENCODING] : undefined;
}

const RLE_LOSSLESS = "1.2.840.10008.1.2.5";

/** A frame has a fragment or more, of RLE one; those of video are a stretch of a stream. */
function wrongFragments(
  fragments: number,
  frames: number,
  uid: string,
): readonly [FindingCode, string] | undefined {
  if (isVideo(uid)) return undefined;
  if (fragments < frames) return ["FEWER_FRAGMENTS_THAN_FRAMES", ENCAPSULATION];
  const isOneEach = uid === RLE_LOSSLESS;
  return isOneEach && fragments > frames ? ["MORE_FRAGMENTS_THAN_FRAMES", "PS3.5 §A.4.2"] : undefined;
}
