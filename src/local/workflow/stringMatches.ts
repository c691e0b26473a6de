/**
 * What `StringMatches` of the Amazon States Language says of a text: in the pattern `*` is any run of characters, line ends too; every
 * other character is itself, and `\*` and `\\` are an asterisk and a backslash.
 */
export function stringMatches(pattern: string): (value: unknown) => boolean {
  const expression = pattern.replace(/\\([\\*])|[\\^$.*+?()[\]{}|]/g, (found, escaped?: string) =>
    found === "*" ? ".*" : `\\${escaped ?? found}`,
  );
  const whole = new RegExp(`^${expression}$`, "s");
  return (value) => typeof value === "string" && whole.test(value);
}
