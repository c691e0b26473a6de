import type { PIXEL_TAGS, PixelDescription } from "../../pixels/pixelDescription";
import { SAMPLES } from "./photometric";

export type PixelCode = "INVALID_PIXEL_DESCRIPTION" | "WRONG_PIXEL_DESCRIPTION";

interface PixelRule {
  readonly attribute: keyof typeof PIXEL_TAGS;
  /** What is so where the rule is not broken; a value that is absent breaks none. */
  readonly expected: (pixels: PixelDescription) => string;
  readonly holds: (pixels: PixelDescription) => boolean;
}

const holdsFor = (value: number | undefined, test: (value: number) => boolean) =>
  value === undefined || test(value);

const moreThanNone = (attribute: "rows" | "columns" | "samplesPerPixel" | "bitsAllocated"): PixelRule => ({
  attribute,
  expected: () => "more than 0",
  holds: (pixels) => pixels[attribute] !== 0,
});

/** Without these no reader could make sense of the pixels. */
const RULES_OF_SENSE: readonly PixelRule[] = [
  moreThanNone("rows"),
  moreThanNone("columns"),
  moreThanNone("samplesPerPixel"),
  moreThanNone("bitsAllocated"),
  {
    attribute: "bitsStored",
    expected: ({ bitsAllocated }) => `1 to ${bitsAllocated ?? "BitsAllocated"}`,
    holds: ({ bitsStored, bitsAllocated }) =>
      holdsFor(bitsStored, (stored) => stored > 0 && stored <= (bitsAllocated ?? Infinity)),
  },
  {
    attribute: "highBit",
    expected: ({ bitsAllocated }) => `less than ${bitsAllocated ?? "BitsAllocated"}`,
    holds: ({ highBit, bitsAllocated }) => holdsFor(highBit, (bit) => bit < (bitsAllocated ?? Infinity)),
  },
];

/** What readers can work around, and the standard does not allow. */
const RULES_OF_STANDARD: readonly PixelRule[] = [
  {
    attribute: "highBit",
    expected: ({ bitsStored = 1 }) => `${bitsStored - 1}, one less than BitsStored`,
    holds: ({ highBit, bitsStored }) => holdsFor(highBit, (bit) => bit === (bitsStored ?? bit + 1) - 1),
  },
  {
    attribute: "bitsAllocated",
    expected: () => "1, or a multiple of 8",
    holds: ({ bitsAllocated }) => holdsFor(bitsAllocated, (bits) => bits === 1 || bits % 8 === 0),
  },
  {
    attribute: "pixelRepresentation",
    expected: () => "0 or 1",
    holds: ({ pixelRepresentation }) => holdsFor(pixelRepresentation, (sign) => sign <= 1),
  },
  {
    attribute: "photometricInterpretation",
    expected: () => Object.keys(SAMPLES).join(", "),
    holds: ({ photometricInterpretation: name }) => name === undefined || Object.hasOwn(SAMPLES, name),
  },
  {
    attribute: "samplesPerPixel",
    expected: ({ photometricInterpretation: name = "" }) =>
      `${SAMPLES[name] ?? "any"} of this photometric interpretation`,
    holds: ({ samplesPerPixel, photometricInterpretation: name = "" }) =>
      holdsFor(samplesPerPixel, (samples) => samples === (SAMPLES[name] ?? samples)),
  },
  {
    attribute: "planarConfiguration",
    expected: () => "0 or 1 of several samples per pixel",
    holds: ({ planarConfiguration, samplesPerPixel = 1 }) =>
      samplesPerPixel === 1 || (planarConfiguration !== undefined && planarConfiguration <= 1),
  },
];

/** In the order in which they are asked. */
export const PIXEL_RULES: readonly (readonly [PixelCode, readonly PixelRule[]])[] = [
  ["INVALID_PIXEL_DESCRIPTION", RULES_OF_SENSE],
  ["WRONG_PIXEL_DESCRIPTION", RULES_OF_STANDARD],
];
