import { tagOf, type Keyword } from "../../dictionary/attributes";
import { PIXEL_TAGS, type PixelDescription } from "../../pixels/pixelDescription";
import { firstText } from "../../text/values";
import type { ValidationContext } from "../context";
import { valueOf } from "../facts";
import { compressionOf, type Compression } from "./compressions";
import { SAMPLES } from "./photometric";

/** Photometric interpretations that some transfer syntaxes have, and no others. */
const OF_COMPRESSION: ReadonlySet<string> = new Set(["YBR_PARTIAL_420", "YBR_ICT", "YBR_RCT", "XYB"]);

/** Holds the description of the pixels to what the transfer syntax can encode. */
export function checkCompression(context: ValidationContext, pixels: PixelDescription): void {
  const { uid, encapsulated } = context.object.transferSyntax;
  const { photometricInterpretation: photometric = "" } = pixels;
  if (!encapsulated && OF_COMPRESSION.has(photometric)) {
    const facts = { clause: "PS3.5 §8.2", expected: "one of native pixel data", value: () => photometric };
    context.log.add("TRANSFER_SYNTAX_CONTRADICTION", PIXEL_TAGS.photometricInterpretation, undefined, facts);
  }
  const compression = compressionOf(uid);
  if (!compression) return;
  checkRows(context, pixels, compression);
  if (compression.lossy) checkLossy(context);
}

/** The row for the photometric interpretation; the tables leave those alone that the standard does not have. */
function checkRows(
  { root, log }: ValidationContext,
  pixels: PixelDescription,
  { clause, rows }: Compression,
): void {
  const contradiction = (tag: number, expected: string) =>
    log.add("TRANSFER_SYNTAX_CONTRADICTION", tag, undefined, {
      clause,
      expected,
      value: () => valueOf(root, tag),
    });
  const { photometricInterpretation: photometric = "", samplesPerPixel = 1 } = pixels;
  if (!Object.hasOwn(SAMPLES, photometric)) return;
  const row = rows.find((one) => one.photometric.includes(photometric));
  if (!row) {
    const allowed = rows.flatMap((one) => one.photometric).join(", ");
    contradiction(PIXEL_TAGS.photometricInterpretation, allowed);
    return;
  }
  for (const name of ["bitsAllocated", "bitsStored", "pixelRepresentation"] as const) {
    const number = pixels[name];
    if (number !== undefined && !row[name].includes(number))
      contradiction(PIXEL_TAGS[name], describe(row[name]));
  }
  const { planarConfiguration: planar } = pixels;
  if (samplesPerPixel > 1 && planar !== undefined && !row.planarConfiguration.includes(planar))
    contradiction(PIXEL_TAGS.planarConfiguration, describe(row.planarConfiguration));
}

function checkLossy({ root, log }: ValidationContext): void {
  const keyword: Keyword = "LossyImageCompression";
  const said = firstText(root, keyword);
  if (said === "01") return;
  // The General Image module leaves it open, PS3.3 §C.7.6.1: where nothing is said, nothing is wrong, but nobody is told.
  const code = said === undefined ? "UNDECLARED_LOSSY_COMPRESSION" : "DENIED_LOSSY_COMPRESSION";
  const facts = { clause: "PS3.3 §C.7.6.1.1.5", expected: "01", value: () => said };
  log.add(code, tagOf(keyword), undefined, facts);
}

function describe(allowed: readonly number[]): string {
  const [first, last] = [allowed[0], allowed.at(-1)];
  return allowed.length > 6 ? `${first} to ${last}` : allowed.join(", ");
}
