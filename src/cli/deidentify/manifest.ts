import { lstat, mkdir, open, rm, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { WrongUsageError } from "../../commandLine/exitStatus";
import { formatJsonLine } from "../printable";

/** One line of the manifest: what became of one input. */
export interface ManifestEntry {
  readonly input: string;
  readonly status: "done" | "rejected" | "held";
  /** Why it was rejected or held. */
  readonly code?: string;
  /** Path of the output below the output folder. */
  readonly output?: string;
  readonly sizeBytes?: number;
}

/** The manifest of a run: lines of JSON in the order of the inputs, written as the run goes. */
export class Manifest {
  private constructor(private readonly handle: FileHandle | undefined) {}

  /**
   * @param path `undefined` for a run that wants none
   * @throws WrongUsageError where the file cannot be made
   */
  static async open(path: string | undefined): Promise<Manifest> {
    if (path === undefined) return new Manifest(undefined);
    try {
      await mkdir(dirname(path), { recursive: true });
      // A new file, not the old one emptied: another name of the old one may be an input.
      if ((await lstat(path).catch(() => undefined))?.isFile()) await rm(path);
      return new Manifest(await open(path, "w"));
    } catch (error) {
      const { code = "unknown" } = error as NodeJS.ErrnoException;
      throw new WrongUsageError(`--manifest: the file cannot be written (${code})`, { cause: error });
    }
  }

  async add(entry: ManifestEntry): Promise<void> {
    await this.handle?.appendFile(formatJsonLine(entry));
  }

  async close(): Promise<void> {
    await this.handle?.close();
  }
}
