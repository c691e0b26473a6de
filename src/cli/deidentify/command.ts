import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { Command } from "commander";
import { EXIT_INPUT_FAILED, RunEndedError, WrongUsageError } from "../exitStatus";
import { FILE_SYSTEM_SENTENCES, failureLine } from "../failure";
import { findInputs, realPathOf, type Input, type Inputs } from "../inputs";
import { parseCount } from "../options";
import { createProgress } from "../progress";
import { loadKey } from "./key";
import { Manifest } from "./manifest";
import { loadPolicy } from "./policy";
import { Publisher } from "./publisher";
import { runTasks } from "./runTasks";
import type { Task } from "./task";

interface Options {
  readonly out: string;
  readonly policy?: string;
  readonly keyFile?: string;
  readonly keepNames?: true;
  readonly jobs: number;
  readonly manifest?: string | undefined;
}

/** `deidentify PATH… --out DIR`: files and folders to de-identified copies. */
export function addDeidentify(program: Command): void {
  program
    .command("deidentify")
    .description("write de-identified copies (PS3.15 Annex E) of files, and of all files below folders")
    .argument("<path...>", "files and folders")
    .requiredOption("--out <folder>", "where the copies go: studies/<study>/<series>/<instance>.dcm below it")
    .option("--policy <file>", "a policy in YAML or JSON; without one the Basic Profile with moved dates")
    .option("--key-file <file>", "32 bytes or more; the same key gives the same identifiers in every run")
    .option("--keep-names", "name outputs by the relative paths of the inputs, which may identify somebody")
    .option("--jobs <n>", "threads", parseCount, availableParallelism())
    .option("--manifest <file>", "write one line of JSON per input")
    .action(runDeidentify);
}

async function runDeidentify(paths: readonly string[], options: Options): Promise<void> {
  const policy = await loadPolicy(options.policy);
  const { key, random } = await loadKey(options.keyFile);
  const inputs = await findInputs(paths, options.out);
  await checkInputs(inputs, options);
  if (random) {
    process.stderr.write(
      "no --key-file: a fresh random key is used, and results will not link across runs\n",
    );
  }
  const publisher = await Publisher.open(options.out, await realPathsOf(ownFiles(options)));
  const manifest = await Manifest.open(options.manifest);
  try {
    const { partialFolder } = publisher;
    const tasks = tasksOf(inputs.files, options);
    const run = new Run(inputs, publisher, manifest);
    await run.process(runTasks(tasks, { policy, key, partialFolder }, options.jobs));
  } finally {
    await publisher.close();
    await manifest.close();
  }
}

/** What the user named besides inputs: nothing may be written over these. */
function ownFiles({ keyFile, policy, manifest }: Options): string[] {
  return [keyFile, policy, manifest].filter((path) => path !== undefined);
}

async function realPathsOf(paths: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set(await Promise.all(paths.map(realPathOf)));
}

function tasksOf(files: readonly Input[], { keepNames }: Options): Task[] {
  return files.map(({ path, relativePath }, index) => {
    return { index, path, outputName: keepNames ? relativePath : undefined };
  });
}

/** @throws WrongUsageError where the run would have nothing to do, or would write over an input */
async function checkInputs({ files, unreadable }: Inputs, options: Options): Promise<void> {
  if (files.length + unreadable.length === 0) {
    throw new WrongUsageError("the paths name no file outside of --out");
  }
  if (options.manifest === undefined && !options.keepNames) return;
  const inputs = await realPathsOf(files.map(({ path }) => path));
  const isInput = async (path: string) => inputs.has(await realPathOf(path));
  if (options.manifest !== undefined) {
    const others = await realPathsOf(ownFiles({ ...options, manifest: undefined }));
    if ((await isInput(options.manifest)) || others.has(await realPathOf(options.manifest))) {
      throw new WrongUsageError("--manifest: it names an input, the key file or the policy");
    }
  }
  if (!options.keepNames) return;
  for (const { relativePath } of files) {
    if (await isInput(resolve(options.out, relativePath))) {
      throw new WrongUsageError("--keep-names: an output would replace an input; choose another --out");
    }
  }
}

/** After these a run ends in order: outputs that are complete have their names, the others leave nothing. */
const ENDING_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** One run over the inputs: publishes results, writes the manifest, counts, and reports failures. */
class Run {
  private readonly counts = { done: 0, rejected: 0, held: 0 };
  private readonly progress;
  private interrupted = false;

  constructor(
    private readonly inputs: Inputs,
    private readonly publisher: Publisher,
    private readonly manifest: Manifest,
  ) {
    this.progress = createProgress(inputs.files.length, "de-identified");
  }

  /** @throws RunEndedError where the output folder fails, or the user interrupts */
  async process(results: ReturnType<typeof runTasks>): Promise<void> {
    const interrupt = () => void (this.interrupted = true);
    for (const signal of ENDING_SIGNALS) process.once(signal, interrupt);
    try {
      for (const { path, code } of this.inputs.unreadable) {
        await this.fail(path, "rejected", code, FILE_SYSTEM_SENTENCES[code]);
      }
      let finished = 0;
      for await (const result of results) {
        const path = this.inputs.files[result.index]?.path ?? "";
        const ended = (why: string) =>
          new RunEndedError(`${why} after ${finished} of ${this.inputs.files.length} inputs`);
        if (result.status === "unwritable") throw ended(`--out: ${result.systemCode}`);
        const outcome = result.status === "done" ? await this.publisher.publish(result) : result;
        if (outcome.status === "done") {
          this.counts.done++;
          const { output, sizeBytes } = outcome;
          await this.manifest.add({ input: path, status: "done", output, sizeBytes });
        } else {
          await this.fail(path, outcome.status, outcome.code, outcome.sentence);
        }
        this.progress.update(++finished);
        if (this.interrupted) throw ended("interrupted");
      }
    } finally {
      for (const signal of ENDING_SIGNALS) process.off(signal, interrupt);
      this.progress.stop();
    }
    const { done, rejected, held } = this.counts;
    process.stdout.write(`${done} done, ${rejected} rejected, ${held} held\n`);
    if (rejected + held > 0) process.exitCode = EXIT_INPUT_FAILED;
  }

  private async fail(
    input: string,
    status: "rejected" | "held",
    code: string,
    sentence: string,
  ): Promise<void> {
    this.counts[status]++;
    this.progress.line(failureLine(input, code, sentence));
    await this.manifest.add({ input, status, code });
  }
}
