import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { LOCK_FILE, lockDirectory } from "../../local/lockDirectory";
import { PROJECT_ROOT } from "../../projectRoot";
import { WrongUsageError } from "../../commandLine/exitStatus";
import { runChaosCommand } from "./chaos/run";
import { DATA_FOLDER, type LocalOptions } from "./command";
import { writeDemoStudy } from "./demo/writeDemoStudy";
import { processPaths, type ProcessOptions } from "./processPaths";
import { serve } from "./serve";

const DEMO_FOLDER = ".local/demo";

export async function runLocal(paths: readonly string[], options: LocalOptions): Promise<void> {
  const { stack, port } = options;
  if (options.demo && paths.length > 0) throw new WrongUsageError("local: --demo takes no paths");
  if (options.chaos && options.demo) throw new WrongUsageError("local: --chaos and --demo are two runs");
  if (!options.chaos && (options.seed ?? options.objects) !== undefined)
    throw new WrongUsageError("local: --seed and --objects are for --chaos");
  const directory = resolve(options.data ?? (options.demo ? DEMO_FOLDER : DATA_FOLDER));
  const stackOptions = { directory, stack, port, projectRoot: PROJECT_ROOT };
  if (options.chaos)
    return runInFreshFolder(options.data, (folder) =>
      chaos(paths, options, { ...stackOptions, directory: folder }),
    );
  if (options.demo) {
    if (options.data === undefined) await emptyDemoFolder(directory);
    return runDemo((study) => processPaths({ ...stackOptions, ...study }));
  }
  if (paths.length === 0) return serve(stackOptions);
  return processPaths({ ...stackOptions, paths, showValues: options.showValues === true });
}

async function chaos(
  paths: readonly string[],
  { seed, objects: objectCount }: LocalOptions,
  stackOptions: Pick<ProcessOptions, "directory" | "stack" | "port" | "projectRoot">,
): Promise<void> {
  await runChaosCommand({ ...stackOptions, paths, seed, objectCount });
}

/** What earlier runs left would count as this one's: without a folder of the user's own, a fresh one is taken and removed. */
async function runInFreshFolder(
  data: string | undefined,
  run: (folder: string) => Promise<void>,
): Promise<void> {
  if (data !== undefined) return run(resolve(data));
  const folder = await mkdtemp(join(tmpdir(), "mip-chaos-"));
  try {
    await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type DemoInputs = Pick<ProcessOptions, "paths" | "showValues" | "demo">;

async function runDemo(process: (inputs: DemoInputs) => Promise<void>): Promise<void> {
  const study = await mkdtemp(join(tmpdir(), "mip-demo-"));
  try {
    const shownPath = await writeDemoStudy(study);
    await process({ paths: [study], showValues: true, demo: { shownPath } });
  } finally {
    await rm(study, { recursive: true, force: true });
  }
}

/** Removes what earlier demos left; only ever called with the demo's own folder, and not while one runs there. */
async function emptyDemoFolder(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const release = lockDirectory(directory);
  for (const name of await readdir(directory)) {
    if (name !== LOCK_FILE) await rm(join(directory, name), { recursive: true, force: true });
  }
  release();
}
