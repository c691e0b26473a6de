import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { LOCK_FILE, lockDirectory } from "../../local/lockDirectory";
import { WrongUsageError } from "../exitStatus";
import { DATA_FOLDER, type LocalOptions } from "./command";
import { writeDemoStudy } from "./demo/writeDemoStudy";
import { processPaths, type ProcessOptions } from "./processPaths";
import { serve } from "./serve";

const DEMO_FOLDER = ".local/demo";

/** The folder of Pulumi.yaml and dist/, from dist/src/cli/local. */
const PROJECT_ROOT = resolve(__dirname, "../../../..");

export async function runLocal(paths: readonly string[], options: LocalOptions): Promise<void> {
  const { stack, port } = options;
  if (options.demo && paths.length > 0) throw new WrongUsageError("local: --demo takes no paths");
  const directory = resolve(options.data ?? (options.demo ? DEMO_FOLDER : DATA_FOLDER));
  const stackOptions = { directory, stack, port, projectRoot: PROJECT_ROOT };
  if (options.demo) {
    if (options.data === undefined) await emptyDemoFolder(directory);
    return runDemo((study) => processPaths({ ...stackOptions, ...study }));
  }
  if (paths.length === 0) return serve(stackOptions);
  return processPaths({ ...stackOptions, paths, showValues: options.showValues === true });
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
