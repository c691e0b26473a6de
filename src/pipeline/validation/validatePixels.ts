import type { Tag } from "../../../dicom/dictionary/tag";
import { isEmpty } from "../../../dicom/model/dataElement";
import type { DataSet } from "../../../dicom/model/dataSet";
import { error, warning, type Finding, type Severity } from "./finding";
import {
  describePixels,
  nativePixelBytes,
  PIXEL_TAGS,
  type PixelDescription,
} from "../../../dicom/pixels/pixelDescription";

const IMAGE_PIXEL = "PS3.3 §C.7.6.3";
const NATIVE_ENCODING = "PS3.5 §8.1.1";
const ENCAPSULATION = "PS3.5 §A.4";

/** Samples per pixel by photometric interpretation, PS3.3 §C.7.6.3.1.2; retired ones included. */
const SAMPLES: Readonly<Record<string, number>> = {
  MONOCHROME1: 1,
  MONOCHROME2: 1,
  "PALETTE COLOR": 1,
  RGB: 3,
  HSV: 3,
  YBR_FULL: 3,
  YBR_FULL_422: 3,
  YBR_PARTIAL_422: 3,
  YBR_PARTIAL_420: 3,
  YBR_ICT: 3,
  YBR_RCT: 3,
  XYB: 3,
  ARGB: 4,
  CMYK: 4,
};

interface PixelRule {
  readonly attribute: keyof typeof PIXEL_TAGS;
  readonly severity: Severity;
  /** False where the rule is broken; a value that is absent breaks none. */
  readonly holds: (pixels: PixelDescription) => boolean;
}

const holdsFor = (value: number | undefined, test: (value: number) => boolean) =>
  value === undefined || test(value);

/** Errors are descriptions under which no reader of the output could make sense of its pixels. */
const RULES: readonly PixelRule[] = [
  { attribute: "rows", severity: "error", holds: ({ rows }) => rows !== 0 },
  { attribute: "columns", severity: "error", holds: ({ columns }) => columns !== 0 },
  { attribute: "samplesPerPixel", severity: "error", holds: ({ samplesPerPixel }) => samplesPerPixel !== 0 },
  { attribute: "bitsAllocated", severity: "error", holds: ({ bitsAllocated }) => bitsAllocated !== 0 },
  {
    attribute: "bitsStored",
    severity: "error",
    holds: ({ bitsStored, bitsAllocated }) =>
      holdsFor(bitsStored, (stored) => stored > 0 && stored <= (bitsAllocated ?? Infinity)),
  },
  {
    attribute: "highBit",
    severity: "error",
    holds: ({ highBit, bitsAllocated }) => holdsFor(highBit, (bit) => bit < (bitsAllocated ?? Infinity)),
  },
  {
    attribute: "highBit",
    severity: "warning",
    holds: ({ highBit, bitsStored }) => holdsFor(highBit, (bit) => bit === (bitsStored ?? bit + 1) - 1),
  },
  {
    attribute: "bitsAllocated",
    severity: "warning",
    holds: ({ bitsAllocated }) => holdsFor(bitsAllocated, (bits) => bits === 1 || bits % 8 === 0),
  },
  {
    attribute: "pixelRepresentation",
    severity: "warning",
    holds: ({ pixelRepresentation }) => holdsFor(pixelRepresentation, (sign) => sign <= 1),
  },
  {
    attribute: "photometricInterpretation",
    severity: "warning",
    holds: ({ photometricInterpretation: name }) => name === undefined || Object.hasOwn(SAMPLES, name),
  },
  {
    attribute: "samplesPerPixel",
    severity: "warning",
    holds: ({ samplesPerPixel, photometricInterpretation: name = "" }) =>
      holdsFor(samplesPerPixel, (samples) => samples === (SAMPLES[name] ?? samples)),
  },
  {
    attribute: "planarConfiguration",
    severity: "warning",
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
export function validatePixels(dataSet: DataSet, encapsulated: boolean): Finding[] {
  const pixels = describePixels(dataSet);
  if (!pixels) return [];
  const required = [...REQUIRED, ...(pixels.integerSamples ? REQUIRED_OF_INTEGERS : [])];
  const missing = required
    .filter((name) => pixels[name] === undefined)
    .map((name) => warning(codeOfAbsence(dataSet, PIXEL_TAGS[name]), PIXEL_TAGS[name], IMAGE_PIXEL));
  const broken = RULES.filter((rule) => !rule.holds(pixels)).map(({ attribute, severity }) =>
    severity === "error"
      ? error("INVALID_PIXEL_DESCRIPTION", PIXEL_TAGS[attribute], IMAGE_PIXEL)
      : warning("UNUSUAL_PIXEL_DESCRIPTION", PIXEL_TAGS[attribute], IMAGE_PIXEL),
  );
  return [...missing, ...broken, ...validateLength(pixels, encapsulated)];
}

function codeOfAbsence(
  dataSet: DataSet,
  tag: Tag,
): "MISSING_ATTRIBUTE" | "EMPTY_ATTRIBUTE" | "INVALID_NUMBER" {
  const element = dataSet.get(tag);
  if (!element) return "MISSING_ATTRIBUTE";
  return isEmpty(element) ? "EMPTY_ATTRIBUTE" : "INVALID_NUMBER";
}

function validateLength(pixels: PixelDescription, encapsulated: boolean): Finding[] {
  const { tag, value } = pixels.pixelData;
  if (value.kind === "sequence") return [error("INVALID_PIXEL_DESCRIPTION", tag, IMAGE_PIXEL)];
  if ((value.kind === "fragments") !== encapsulated)
    return [warning("PIXEL_DATA_ENCODING", tag, ENCAPSULATION)];
  if (value.kind === "fragments") {
    const few = value.fragmentCount < pixels.numberOfFrames;
    return few ? [warning("FEWER_FRAGMENTS_THAN_FRAMES", tag, ENCAPSULATION)] : [];
  }
  const described = nativePixelBytes(pixels);
  if (described === undefined) return [];
  if (value.lengthBytes < described) return [error("TRUNCATED_PIXEL_DATA", tag, NATIVE_ENCODING)];
  const excess = value.lengthBytes > described + (described % 2);
  return excess ? [warning("EXCESS_PIXEL_DATA", tag, NATIVE_ENCODING)] : [];
}
