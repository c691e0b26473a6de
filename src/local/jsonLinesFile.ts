import { appendFileSync } from "node:fs";

/** Appends one JSON value per line, at once, so that what happened is on disk when the process dies. */
export function createJsonLinesFile(path: string): (value: object) => void {
  return (value) => appendFileSync(path, `${JSON.stringify(value)}\n`, { mode: 0o600 });
}
