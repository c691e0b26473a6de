/** Words of names of modules that are not capitalised. */
const SPELT: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    "2d 3d cr ct dvh dx icc ivus lut mpr mr nm oct pet roi rt sc sop sr us uv vl voi xa xrf"
      .split(" ")
      .map((word) => [word, word.toUpperCase()]),
  ),
  and: "and",
  of: "of",
};

/** `the Multi-frame Dimension module` of `multi-frame-dimension`. */
export function moduleNameOf(id: string): string {
  const words = id.split("-").map((word) => SPELT[word] ?? word.charAt(0).toUpperCase() + word.slice(1));
  const name = words
    .join(" ")
    .replace(/\bMulti (Frame|Gated)\b/, (_, second: string) => `Multi-${second.toLowerCase()}`)
    .replace(/\b(X|C) (Ray|Arm)\b/, "$1-$2")
    .replace("   ", " - ");
  return `the ${name} module`;
}
