const LONGEST_NAME = 100;
const EXTENSION = ".dcm";

/**
 * A `Content-Disposition` that saves the object under a plain name: the last part of `name`, letters,
 * digits, `.`, `-` and `_` only, so that it can neither leave the header nor the folder it is saved to.
 */
export function attachmentDisposition(name: string): string {
  return `attachment; filename="${safeFileName(name)}"`;
}

export function safeFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const plain = last.replace(/\.dcm$/i, "").replace(/[^A-Za-z0-9._-]+/g, "_");
  // No leading dot (hidden files, "..") or dash (options of command lines), no trailing dot.
  const stem = plain
    .replace(/^[.-]+/, "")
    .slice(0, LONGEST_NAME - EXTENSION.length)
    .replace(/\.+$/, "");
  return `${stem || "object"}${EXTENSION}`;
}
