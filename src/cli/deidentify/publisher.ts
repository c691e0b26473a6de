import { mkdirSync, renameSync } from "node:fs";
import { access, constants, mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { WrongUsageError } from "../../commandLine/exitStatus";
import type { Failure } from "../failure";
import { realPathOf } from "../inputs";
import type { WrittenResult } from "./task";

export interface Published {
  readonly status: "done";
  /** Path below the output folder. */
  readonly output: string;
  readonly sizeBytes: number;
}

/** A name that a file cannot have because of a folder, or the reverse. */
const NAME_CLASHES: ReadonlySet<string | undefined> = new Set([
  "EEXIST",
  "ENOTDIR",
  "EISDIR",
  "ENOTEMPTY",
  "ELOOP",
]);

/**
 * Gives finished outputs their names. Of several inputs that lead to the same name (the same SOP Instance
 * UID) the first in the order of the inputs has it; the others are rejected, so that nothing is lost unseen.
 */
export class Publisher {
  private readonly taken = new Set<string>();
  /** Where folders really are that outputs go to. */
  private readonly folders = new Map<string, string>();

  private constructor(
    private readonly outputFolder: string,
    /** Where outputs wait for their turn: of this run alone, on the same file system as the output folder. */
    readonly partialFolder: string,
    private readonly protectedPaths: ReadonlySet<string>,
  ) {}

  /**
   * @param protectedPaths real paths that no output may have
   * @throws WrongUsageError where the folder cannot be made or written to
   */
  static async open(outputFolder: string, protectedPaths: ReadonlySet<string>): Promise<Publisher> {
    try {
      await mkdir(outputFolder, { recursive: true });
      await access(outputFolder, constants.W_OK);
      const real = await realpath(outputFolder);
      return new Publisher(real, await mkdtemp(join(real, ".partial-")), protectedPaths);
    } catch (error) {
      const { code = "unknown" } = error as NodeJS.ErrnoException;
      throw new WrongUsageError(`--out: the folder cannot be written to (${code})`, { cause: error });
    }
  }

  async publish({ partial, outputName, sizeBytes }: WrittenResult): Promise<Published | Failure> {
    const reject = async (code: string, sentence: string): Promise<Failure> => {
      await rm(partial, { force: true });
      return { status: "rejected", code, sentence };
    };
    const path = resolve(this.outputFolder, outputName);
    const folder = await this.realFolder(dirname(path));
    if (!`${folder}${sep}`.startsWith(this.outputFolder + sep)) {
      return reject("INVALID_OUTPUT_NAME", "its name, or a link on the way, leads out of the output folder");
    }
    if (this.protectedPaths.has(join(folder, basename(path)))) {
      return reject("OUTPUT_NAME_TAKEN", "its name is that of a file that this run needs");
    }
    if (this.taken.has(path))
      return reject("DUPLICATE_INSTANCE", "an earlier input has the same output name");
    try {
      moveInto(partial, path);
    } catch (error) {
      if (!NAME_CLASHES.has((error as NodeJS.ErrnoException).code)) throw error;
      return reject(
        "OUTPUT_NAME_TAKEN",
        "a file or folder stands in the way of its name in the output folder",
      );
    }
    this.taken.add(path);
    return { status: "done", output: outputName, sizeBytes };
  }

  /** Without links; the file system is asked once for each folder, since a series shares one. */
  private async realFolder(path: string): Promise<string> {
    const known = this.folders.get(path);
    if (known !== undefined) return known;
    const real = await realPathOf(path);
    this.folders.set(path, real);
    return real;
  }

  /** Removes what never got a name. */
  async close(): Promise<void> {
    await rm(this.partialFolder, { recursive: true, force: true });
  }
}

/**
 * Renames, and makes the folder where it is missing: most outputs go where another one is already. Blocking, since a
 * hop to the thread pool costs several times as much as a rename.
 */
function moveInto(partial: string, path: string): void {
  try {
    renameSync(partial, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    mkdirSync(dirname(path), { recursive: true });
    renameSync(partial, path);
  }
}
