/** Policies over files of somebody's own, in which no plant is known. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { errorsOf, isJudged, newErrors, type Errors } from "../checks/dciodvfy";
import type { OurEngine } from "../engines/ours";

/** What one policy did to a folder. */
export interface FolderScore {
  readonly name: string;
  readonly files: number;
  written: number;
  /** How many files, by code. */
  readonly held: Map<string, number>;
  readonly refused: Map<string, number>;
  /** Outputs that the checker has seen, and whose inputs it could tell what they are. */
  compared: number;
  readonly errors: { readonly file: string; readonly error: string }[];
}

/** What a checker says of a file's bytes; `errorsOf` where dciodvfy is installed. */
type Checker = (bytes: Uint8Array) => Promise<Errors>;

/**
 * A score for each engine. A file is read once and in memory while all engines run over it.
 *
 * @param check null where there is no checker
 * @param onFile called after each file
 */
export async function scoreFolder(
  engines: readonly OurEngine[],
  folder: string,
  files: readonly string[],
  check: Checker | null = errorsOf,
  onFile: () => void = () => undefined,
): Promise<FolderScore[]> {
  const scores = engines.map(({ name }) => createScore(name, files.length));
  for (const file of files) {
    const bytes = await readFile(join(folder, file));
    let before: Promise<Errors> | undefined;
    for (const [index, engine] of engines.entries()) {
      const score = scores[index] as FolderScore;
      const { output, refused = "", held } = await engine.run({ bytes });
      if (!output) {
        const counts = held ? score.held : score.refused;
        counts.set(refused, (counts.get(refused) ?? 0) + 1);
        continue;
      }
      score.written++;
      if (!check) continue;
      before ??= check(bytes);
      if (!isJudged(await before)) continue;
      score.compared++;
      const found = newErrors(await before, await check(output));
      score.errors.push(...found.map((error) => ({ file, error })));
    }
    onFile();
  }
  return scores;
}

function createScore(name: string, files: number): FolderScore {
  return { name, files, written: 0, held: new Map(), refused: new Map(), compared: 0, errors: [] };
}
