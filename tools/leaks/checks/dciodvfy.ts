import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const TIMEOUT_MILLISECONDS = 60_000;
const OUTPUT_BYTES = 64 * 1024 * 1024;

/** Errors by their text, without values; each as often as it came. */
export type Errors = ReadonlyMap<string, number>;

export async function hasDciodvfy(): Promise<boolean> {
  return new Promise((resolve) => {
    execFile("dciodvfy", ["-version"], (error) => {
      resolve(error === null || error.code !== "ENOENT");
    });
  });
}

/** What Debian's `dciodvfy` (dicom3tools) calls errors. */
export async function errorsOf(bytes: Uint8Array): Promise<Errors> {
  const folder = await mkdtemp(join(tmpdir(), "leaks-dciodvfy-"));
  try {
    const path = join(folder, "object.dcm");
    await writeFile(path, bytes);
    return countErrors(await outputOf(path));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** It ends with a status of its own where it finds errors. */
function outputOf(path: string): Promise<string> {
  return new Promise((resolve) => {
    const limits = { timeout: TIMEOUT_MILLISECONDS, maxBuffer: OUTPUT_BYTES };
    execFile("dciodvfy", [path], limits, (_error, stdout, stderr) => {
      resolve(`${stdout}\n${stderr}`);
    });
  });
}

/** Names of attributes and modules stay; all else in brackets or quotes, and UIDs, are values. */
export function countErrors(output: string): Errors {
  const errors = new Map<string, number>();
  for (const line of output.split("\n").filter((one) => one.startsWith("Error"))) {
    const text = line
      .replace(/(?<!Element=|Module=|Macro=|attribute )<[^>]*>/g, "<>")
      .replace(/"[^"]*"|'[^']*'/g, '""')
      .replace(/\b\d+(\.\d+){2,}|(?<=UID )\d+$/g, "UID");
    errors.set(text, (errors.get(text) ?? 0) + 1);
  }
  return errors;
}

/** It found out what the object is; of others it looks at nothing. */
export function isJudged(errors: Errors): boolean {
  return !errors.has("Error - Information Object Not found");
}

/** Errors of the output that the input did not have. */
export function newErrors(before: Errors, after: Errors): string[] {
  return [...after].filter(([text, count]) => count > (before.get(text) ?? 0)).map(([text]) => text);
}
