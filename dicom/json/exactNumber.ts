import { parseNumber } from "../text/decimal";

/** DS has 16 characters at most (PS3.5 §6.2); far longer text is not worth the time that comparing digits takes. */
const LONGEST_DECIMAL = 256;

/** The number that a decimal string says exactly; `undefined` for other text and where a digit would be lost. */
export function exactNumber(text: string): number | undefined {
  if (text.length > LONGEST_DECIMAL) return undefined;
  const value = parseNumber(text);
  if (!Number.isFinite(value)) return undefined;
  return canonicalDecimal(text) === canonicalDecimal(String(value)) ? value : undefined;
}

/** The same text for all spellings of one decimal: sign, digits without outer zeros, power of ten. */
function canonicalDecimal(text: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${sign === "-" ? "-" : ""}${significant}e${power}`;
}
