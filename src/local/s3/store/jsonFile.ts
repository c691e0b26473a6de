import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

const PENDING = ".pending";

/** Names of files that a crash left half written. */
export function isPending(name: string): boolean {
  return name.endsWith(PENDING);
}

/**
 * Writes the whole file or nothing: into a file beside it, synced to the disk, then renamed.
 * Missing folders are made.
 */
export async function writeJson(path: string, value: unknown): Promise<void> {
  const pending = `${path}.${randomBytes(6).toString("hex")}${PENDING}`;
  await mkdir(dirname(path), { recursive: true });
  try {
    const handle = await open(pending, "wx");
    try {
      await handle.writeFile(JSON.stringify(value));
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(pending, path);
  } catch (error) {
    await rm(pending, { force: true });
    throw error;
  }
}

/** What `writeJson` wrote; the caller vouches for the type. */
export async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, "utf8"));
}
