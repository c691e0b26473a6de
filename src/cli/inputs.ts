import { readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { WrongUsageError } from "../commandLine/exitStatus";

/** One file to work on. */
export interface Input {
  readonly path: string;
  /** Path below the folder that was named; for a file that was named itself, its name. Separated by `/`. */
  readonly relativePath: string;
}

/** A path that was named, or lies below one that was, and cannot be read. */
export interface UnreadableInput {
  readonly path: string;
  readonly code: FileSystemCode;
}

export type FileSystemCode = "NOT_FOUND" | "NOT_READABLE" | "NOT_A_FILE" | "BELOW_OUTPUT_FOLDER";

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
  const excluded = outputFolder === undefined ? undefined : await realPathOf(outputFolder);
  for (const path of paths) {
    for await (const found of filesAt(path, unreadable)) {
      const real = await realPathOf(found);
      if (excluded !== undefined && real.startsWith(excluded + sep)) {
        if (found === path) unreadable.push({ path, code: "BELOW_OUTPUT_FOLDER" });
        continue;
      }
      const relativePath = found === path ? basename(path) : slashed(relative(path, found));
      if (!files.has(real)) files.set(real, { path: found, relativePath });
    }
  }
  return { files: [...files.values()], unreadable };
}

/** @throws WrongUsageError where the paths name nothing to work on */
export function requireFiles(inputs: Inputs): Inputs {
  if (inputs.files.length + inputs.unreadable.length === 0)
    throw new WrongUsageError("the paths name no file");
  return inputs;
}

/** The code for a failure of the file system to give an input. */
export function codeOf(error: unknown): FileSystemCode {
  return (error as NodeJS.ErrnoException).code === "ENOENT" ? "NOT_FOUND" : "NOT_READABLE";
}

/** The path without links; what does not exist yet is taken for what it will be. */
export async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(resolve(path));
    return parent === resolve(path) ? parent : join(await realPathOf(parent), basename(path));
  }
}

async function* filesAt(path: string, unreadable: UnreadableInput[]): AsyncGenerator<string> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) yield* filesBelow(path, unreadable);
    else if (stats.isFile()) yield path;
    else unreadable.push({ path, code: "NOT_A_FILE" }); // a pipe would be waited for without end
  } catch (error) {
    unreadable.push({ path, code: codeOf(error) });
  }
}

async function* filesBelow(folder: string, unreadable: UnreadableInput[]): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink() && (await isFolder(path))) continue;
    yield* filesAt(path, unreadable);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

function slashed(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}
