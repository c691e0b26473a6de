import { isVocabulary } from "./vocabulary";

/** A run of numbers and words without anything between them, such as `5mm`, `T2w`, `512x512`, `1.5T`. */
export interface Cluster {
  /** Numbers in digits, with a decimal point at most; words folded. */
  readonly parts: readonly string[];
}

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** Units, and what else follows a number closely. */
const UNITS = wordSet(
  "mm cm um μm nm mm2 cm2 mm3 cm3 ml cc l dl mg mcg ug μg mmol mol mci mbq bq kbq gbq kv kvp ma mas s ms us μs msec sec " +
    "secs second seconds min mins minute minutes hr hrs hz khz mhz t tesla mgy gy cgy msv sv hu kev mev percent pct " +
    "deg degree degrees fps frames ppm db bpm pixel pixels voxel voxels slice slices sl phase phases view views ch channel " +
    "channels dir dirs directions d x st nd rd th v echo echos echoes shot avg nex fr mpa kpa",
);

/** What makes the number before it an age, a weight or a height. */
const PERSONAL_UNITS = wordSet(
  "y yo yr yrs year years old age aged jahre jahr ans anos anni jaar month months mo week weeks wk wks day days f m w " +
    "female male kg kgs lb lbs pounds kilo stone ft feet inches",
);

/** Words before numbers that may have three or four digits. */
const PARAMETERS = wordSet(
  "b te tr ti fa kv kvp ma mas fov matrix flip nex nsa etl tsl sl st bvalue bval b0 b1 bw venc gap freq wl ww w width level " +
    "kev mev sd hu",
);

const MOST_DIGITS = 4;
const MOST_BARE_DIGITS = 2;
const MOST_FRACTION_DIGITS = 3;
const MOST_CENTIMETRES = 99;
const SPINAL_LEVELS = /^(?:(?:[ctls]|th)(?:\d|1[0-2])){1,3}[ab]?$/;
const PARAMETER = /^(b|te|tr|ti|fa|kv|ma|mas|fov|sl|st|venc|kev)(\d{1,4})$/;

export function isNumber(part: string): boolean {
  const code = part.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}

export function isPersonalUnit(word: string): boolean {
  return PERSONAL_UNITS.has(word);
}

export function isUnit(word: string): boolean {
  return UNITS.has(word);
}

export function isParameter(word: string): boolean {
  return PARAMETERS.has(word);
}

/** True for a number that is short enough for what stands beside it. */
export function isShort(number: string, mostDigits = MOST_DIGITS): boolean {
  const [whole = "", fraction = ""] = number.split(/[.,]/);
  return whole.length <= mostDigits && fraction.length <= MOST_FRACTION_DIGITS;
}

/** True for a number that may stand without a unit. */
export function isShortBare(number: string): boolean {
  return isShort(number, MOST_BARE_DIGITS);
}

/** True for a unit that may follow the number. */
export function isUnitOf(number: string, word: string): boolean {
  if (!UNITS.has(word) || !isShort(number)) return false;
  return word !== "cm" || parseInt(number, 10) <= MOST_CENTIMETRES; // more is the height of somebody
}

/** True for parts that together say how something was done and nothing else. */
export function isTechnical(parts: readonly string[]): boolean {
  const whole = parts.join("");
  if (isVocabulary(whole) || SPINAL_LEVELS.test(whole) || PARAMETER.test(whole)) return true;
  return parts.every((part, index) => {
    const before = parts[index - 1];
    const after = parts[index + 1];
    if (isNumber(part)) {
      if (before === "x" || after === "x") return isShort(part);
      if (after !== undefined && isUnitOf(part, after)) return true;
      return isShortBare(part) && (after === undefined || after.length > 2);
    }
    if (before !== undefined && isUnitOf(before, part)) return true;
    return part === "x" || (part.length > 1 && isVocabulary(part));
  });
}
