/**
 * Text without the spaces and NULs that writers pad with. Loops, not patterns: a pattern that looks for the
 * end of padding at every space takes quadratic time over a value of spaces.
 */
export function trimPaddingEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isPadding(text, end - 1)) end--;
  return text.slice(0, end);
}

/** The same at both ends. */
export function trimPadding(text: string): string {
  const trimmed = trimPaddingEnd(text);
  let start = 0;
  while (start < trimmed.length && isPadding(trimmed, start)) start++;
  return trimmed.slice(start);
}

function isPadding(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code === 0x20 || code === 0;
}
