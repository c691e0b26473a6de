import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** Files below `folder` by their relative names. */
export async function filesIn(folder: string): Promise<Map<string, Buffer>> {
  const names = await readdir(folder, { recursive: true });
  const files = new Map<string, Buffer>();
  for (const name of names.sort()) {
    const path = join(folder, name);
    if ((await stat(path)).isFile()) files.set(name, await readFile(path));
  }
  return files;
}

/** A manifest, line by line. */
export const linesOf = async (path: string): Promise<Record<string, unknown>[]> =>
  (await readFile(path, "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
