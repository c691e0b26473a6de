import { readFile } from "node:fs/promises";
import { EXIT_INPUT_FAILED, WrongUsageError } from "../../../commandLine/exitStatus";
import { findInputs } from "../../inputs";
import { chaosObjects, type ChaosObject } from "./chaosObjects";
import { isFlawless } from "./ledger";
import { ledgerLines } from "./report";
import { runChaos, type ChaosOptions } from "./runChaos";

export interface ChaosCommandOptions extends Omit<ChaosOptions, "seed" | "objects"> {
  readonly paths: readonly string[];
  /** Any unless given; printed, so that a run can be made again. */
  readonly seed: number | undefined;
  /** Synthetic ones, where no paths are given. */
  readonly objectCount: number | undefined;
}

const OBJECTS = 60;
const SEEDS = 2 ** 31;

/** `local --chaos`: prints the ledger; a wrongly refused, lost, doubled, broken or stale object is a failure. */
export async function runChaosCommand(options: ChaosCommandOptions): Promise<void> {
  const { paths, seed = Math.floor(Math.random() * SEEDS), objectCount, ...stackOptions } = options;
  if (paths.length > 0 && objectCount !== undefined)
    throw new WrongUsageError("local: --objects counts synthetic objects; it takes no paths");
  const objects =
    paths.length > 0 ? filesBelow(paths, options.directory) : chaosObjects(objectCount ?? OBJECTS);
  process.stderr.write(`starting the declared stack on this machine, with faults of seed ${seed} …\n`);
  const report = await runChaos({ ...stackOptions, seed, objects });
  process.stdout.write(`${ledgerLines(report, seed)}\n`);
  if (!isFlawless(report.ledger) || report.ledger.versions === 0) process.exitCode = EXIT_INPUT_FAILED;
}

async function* filesBelow(paths: readonly string[], directory: string): AsyncGenerator<ChaosObject> {
  const { files } = await findInputs(paths, directory);
  for (const { path, relativePath } of files) {
    const name = /\.(dcm|DCM)$/.test(relativePath) ? relativePath : `${relativePath}.dcm`;
    yield { objectKey: `incoming/${name}`, versions: [await readFile(path)] };
  }
}
