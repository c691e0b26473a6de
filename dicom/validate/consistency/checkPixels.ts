import type { Tag } from "../../dictionary/tag";
import { isEmpty } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import { isVideo, type TransferSyntax } from "../../syntax/transferSyntax";
import type { ValidationContext } from "../context";
import { checkCompression } from "./checkCompression";
import { checkOffsetTables } from "./checkOffsetTables";
import { counted, valueOf } from "../facts";
import type { FindingCode } from "../findingCodes";
import type { FindingFacts } from "../findingLog";
import { PIXEL_RULES, type PixelCode } from "./pixelRules";
import {
  describePixels,
  nativePixelBytes,
  PIXEL_TAGS,
  type PixelDescription,
} from "../../pixels/pixelDescription";

const IMAGE_PIXEL = "PS3.3 §C.7.6.3";
const NATIVE_ENCODING = "PS3.5 §8.1.1";
const ENCAPSULATION = "PS3.5 §A.4";

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
  const add = (code: PixelCode | "INVALID_NUMBER", tag: Tag, expected?: string) =>
    log.add(code, tag, undefined, { clause: IMAGE_PIXEL, expected, value: () => valueOf(root, tag) });
  const required = [...REQUIRED, ...(pixels.integerSamples ? REQUIRED_OF_INTEGERS : [])];
  for (const name of required) {
    const tag = PIXEL_TAGS[name];
    if (pixels[name] === undefined && isPresent(root, tag)) add("INVALID_NUMBER", tag);
  }
  for (const [code, rules] of PIXEL_RULES) {
    for (const { attribute, holds, expected } of rules)
      if (!holds(pixels)) add(code, PIXEL_TAGS[attribute], expected(pixels));
  }
  const wrong = wrongLength(pixels, object.transferSyntax);
  const { tag, vr, value } = pixels.pixelData;
  if (wrong) log.add(wrong.code, tag, undefined, wrong);
  if (pixels.integerSamples && value.kind !== "fragments" && vr === "OB" && (pixels.bitsAllocated ?? 0) > 8)
    log.add("WRONG_VR", tag, undefined, { clause: "PS3.5 §8.2", expected: "OW", found: () => vr });
  checkCompression(context, pixels);
  checkOffsetTables(context, pixels);
}

/** There with a value; absence is a matter of the module. */
function isPresent(dataSet: DataSet, tag: Tag): boolean {
  const element = dataSet.get(tag);
  return element !== undefined && !isEmpty(element);
}

/** What is wrong with the value field of the pixels. */
interface WrongLength extends FindingFacts {
  readonly code: FindingCode;
}

function wrongLength(
  pixels: PixelDescription,
  { uid, encapsulated }: TransferSyntax,
): WrongLength | undefined {
  const { value } = pixels.pixelData;
  if (value.kind === "sequence") return { code: "INVALID_PIXEL_DESCRIPTION", clause: IMAGE_PIXEL };
  if ((value.kind === "fragments") !== encapsulated) {
    const expected = encapsulated ? "encapsulated pixel data" : "native pixel data";
    return { code: "PIXEL_DATA_ENCODING", clause: ENCAPSULATION, expected };
  }
  if (value.kind === "fragments") return wrongFragments(value.fragmentCount, pixels.numberOfFrames, uid);
  const described = nativePixelBytes(pixels);
  if (described === undefined) return undefined;
  const { lengthBytes } = value;
  const facts = {
    clause: NATIVE_ENCODING,
    expected: counted(described, "byte"),
    found: () => counted(lengthBytes, "byte"),
  };
  if (lengthBytes < described) return { code: "TRUNCATED_PIXEL_DATA", ...facts };
  return lengthBytes > described + (described % 2) ? { code: "EXCESS_PIXEL_DATA", ...facts } : undefined;
}

const RLE_LOSSLESS = "1.2.840.10008.1.2.5";

/** A frame has a fragment or more, of RLE one; those of video are a stretch of a stream. */
function wrongFragments(fragments: number, frames: number, uid: string): WrongLength | undefined {
  if (isVideo(uid)) return undefined;
  const isOneEach = uid === RLE_LOSSLESS;
  const expected = `${counted(frames, "fragment")}${isOneEach ? "" : " or more"}`;
  const found = () => counted(fragments, "fragment");
  if (fragments < frames)
    return { code: "FEWER_FRAGMENTS_THAN_FRAMES", clause: ENCAPSULATION, expected, found };
  return isOneEach && fragments > frames
    ? { code: "MORE_FRAGMENTS_THAN_FRAMES", clause: "PS3.5 §A.4.2", expected, found }
    : undefined;
}
