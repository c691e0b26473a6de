import { parseNumber } from "../text/decimal";

/** The number that a decimal string says exactly; `undefined` for other text and where a digit would be lost. */
export function exactNumber(text: string): number | undefined {
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
