import { readdir, stat } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";

/** One file to work on. */
export interface Input {
  readonly path: string;
  /** Path below the folder that was named; for a file that was named itself, its name. Separated by `/`. */
  readonly relativePath: string;
}

/** A path that was named and cannot be read. */
export interface UnreadableInput {
  readonly path: string;
  readonly code: "NOT_FOUND" | "NOT_READABLE";
}

export interface Inputs {
  readonly files: readonly Input[];
  readonly unreadable: readonly UnreadableInput[];
}

/**
 * The files that `paths` name: files themselves, and everything below folders, in a stable order. Hidden
 * files and links to folders below a named folder are passed over; a file named twice counts once.
 *
 * @param outputFolder what lies below it is passed over too: outputs of an earlier run are no inputs
 */
export async function findInputs(paths: readonly string[], outputFolder?: string): Promise<Inputs> {
  const files = new Map<string, Input>();
  const unreadable: UnreadableInput[] = [];
  for (const path of paths) {
    try {
      const found = (await stat(path)).isDirectory()
        ? (await filesBelow(path)).map((file) => ({
            path: file,
            relativePath: slashed(relative(path, file)),
          }))
        : [{ path, relativePath: basename(path) }];
      for (const file of found) {
        if (outputFolder === undefined || !isBelow(file.path, outputFolder))
          files.set(resolve(file.path), file);
      }
    } catch (error) {
      unreadable.push({ path, code: codeOf(error) });
    }
  }
  return { files: [...files.values()], unreadable };
}

/** `NOT_FOUND` or `NOT_READABLE` for a failure of the file system. */
export function codeOf(error: unknown): UnreadableInput["code"] {
  return (error as NodeJS.ErrnoException).code === "ENOENT" ? "NOT_FOUND" : "NOT_READABLE";
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const found: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await filesBelow(path)));
    else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(path)))) found.push(path);
  }
  return found;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

function isBelow(path: string, folder: string): boolean {
  return resolve(path).startsWith(resolve(folder) + sep);
}

function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}
