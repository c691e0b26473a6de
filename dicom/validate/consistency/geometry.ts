import { tagOf, type Keyword } from "../../dictionary/attributes";
import type { ItemPlace } from "../../model/elementPath";
import { readNumbers } from "../../text/values";
import type { LocalCheck, LocalChecks } from "./localChecks";

/** Direction cosines are written with six digits and fewer. */
const TOLERANCE = 1e-3;

/** Row and column of six direction cosines, of length 1 and at right angles, PS3.3 §C.7.6.2.1.1. */
const checkOrientation: LocalCheck = (element, { place, context }) => {
  const [a, b, c, d, e, f, ...more] = readNumbers(element);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return;
  if (e === undefined || f === undefined || more.length > 0) return; // how many there are is a matter of the multiplicity
  const wrong = [Math.hypot(a, b, c) - 1, Math.hypot(d, e, f) - 1, a * d + b * e + c * f];
  if (wrong.every((deviation) => !(Math.abs(deviation) > TOLERANCE))) return;
  context.log.add("INVALID_ORIENTATION", element.tag, place, {
    clause: "PS3.3 §C.7.6.2.1.1",
    expected: "two vectors of length 1 at right angles",
    value: () => [a, b, c, d, e, f].join("\\"),
  });
};

/** Three direction cosines, which are of length 1; all 0 where there may be no direction, such as of a field that is off. */
const direction =
  (clauseOf: (place: ItemPlace | undefined) => string, mayBeNone: boolean): LocalCheck =>
  (element, { place, context }) => {
    const numbers = readNumbers(element);
    if (numbers.length !== 3) return; // which is a matter of the multiplicity
    const length = Math.hypot(...numbers);
    if ((mayBeNone && length === 0) || !(Math.abs(length - 1) > TOLERANCE)) return;
    context.log.add("INVALID_ORIENTATION", element.tag, place, {
      clause: clauseOf(place),
      expected: "a direction of length 1",
      value: () => numbers.join("\\"),
    });
  };

/** Slabs are saturated, or are where a spectrum is from. */
const clauseOfSlab = (place: ItemPlace | undefined): string =>
  place?.tag === tagOf("VolumeLocalizationSequence") ? "PS3.3 §C.8.14.2" : "PS3.3 §C.8.13.5.11";

const positive =
  (clause: string): LocalCheck =>
  (element, { place, context }) => {
    const numbers = readNumbers(element);
    if (numbers.every((number) => !(number <= 0))) return;
    const facts = { clause, expected: "more than 0", value: () => numbers.join("\\") };
    context.log.add("INVALID_SPACING", element.tag, place, facts);
  };

const POSITIVE: readonly (readonly [Keyword, clause: string])[] = [
  ["PixelSpacing", "PS3.3 §C.7.6.2.1"],
  ["ImagerPixelSpacing", "PS3.3 §C.8.11.4"],
  ["NominalScannedPixelSpacing", "PS3.3 §C.8.6.2"],
  ["PixelAspectRatio", "PS3.3 §C.7.6.3.1.7"],
  ["PresentationPixelSpacing", "PS3.3 §C.10.4"],
  ["PresentationPixelAspectRatio", "PS3.3 §C.10.4"],
];

/** Where and how large pixels are. */
export const GEOMETRY_CHECKS: LocalChecks = {
  ImageOrientationPatient: checkOrientation,
  ImageOrientationSlide: checkOrientation,
  DiffusionGradientOrientation: direction(() => "PS3.3 §C.8.13.5.9", true),
  SlabOrientation: direction(clauseOfSlab, false),
  VelocityEncodingDirection: direction(() => "PS3.3 §C.8.13.5.13", true),
  ...Object.fromEntries(POSITIVE.map(([keyword, clause]) => [keyword, positive(clause)])),
};
