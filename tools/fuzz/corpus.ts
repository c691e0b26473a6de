import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { writeFixtures, type Fixture } from "./fixtures";

/** Mutating large files takes time and finds nothing: their headers are small. */
const LARGEST_FILE_BYTES = 256 * 1024;

/** The files that our writer makes, and those below a folder. */
export async function readFixtures(folder: string | undefined): Promise<Fixture[]> {
  return [...(await writeFixtures()), ...(folder === undefined ? [] : await readFolder(folder))];
}

async function readFolder(folder: string): Promise<Fixture[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.sort().map(async (path) => ({ name: relative(folder, path), bytes: await readFile(path) })),
  );
  return files.filter(({ bytes }) => bytes.length > 0 && bytes.length <= LARGEST_FILE_BYTES);
}
