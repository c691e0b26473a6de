import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { LOCK_FILE, lockDirectory } from "../../local/lockDirectory";
import { WrongUsageError } from "../exitStatus";
import { parsePort } from "../options";
import { writeDemoStudy } from "./demo/writeDemoStudy";
import type { ProcessOptions } from "./processPaths";

interface Options {
  readonly data?: string;
  readonly stack: string;
  readonly port: number;
  readonly showValues?: true;
  readonly demo?: true;
}

const DATA_FOLDER = ".local/data";
const DEMO_FOLDER = ".local/demo";

/** The folder of Pulumi.yaml and dist/, from dist/src/cli/local. */
const PROJECT_ROOT = resolve(__dirname, "../../../..");

/** `local [PATH…]`: the whole declared stack on this machine. */
export function addLocal(program: Command): void {
  program
    .command("local")
    .description("run the whole pipeline on this machine, over paths, or as a server until Ctrl-C")
    .argument("[path...]", "files and folders to process")
    .option("--data <folder>", `where the stack keeps its state and results (default: ${DATA_FOLDER})`)
    .option("--stack <name>", "the Pulumi stack whose configuration is used", "dev")
    .option("--port <n>", "port of the endpoint on 127.0.0.1; 0 takes a free one", parsePort, 0)
    .option("--show-values", "show values of the originals in the before/after table")
    .option("--demo", "process a small synthetic study instead of paths")
    .action(runLocal);
}

async function runLocal(paths: readonly string[], options: Options): Promise<void> {
  const { stack, port } = options;
  if (options.demo && paths.length > 0) throw new WrongUsageError("local: --demo takes no paths");
  // The other commands should not wait for the AWS SDK and Pulumi to load.
  const [{ processPaths }, { serve }] = await Promise.all([
    import("./processPaths.js"),
    import("./serve.js"),
  ]);
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
