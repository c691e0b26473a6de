import { resolve } from "node:path";
import { EXIT_INPUT_FAILED, RunEndedError, WrongUsageError } from "../../commandLine/exitStatus";
import { FILE_SYSTEM_SENTENCES, failureLine } from "../failure";
import { findInputs, realPathOf, type Input, type Inputs } from "../inputs";
import { createProgress } from "../../commandLine/progress";
import type { DeidentifyOptions } from "./command";
import { loadKey } from "./key";
import { loadLookup } from "./lookup";
import { Manifest } from "./manifest";
import { loadPolicy } from "./policy";
import { Publisher } from "./publisher";
import { runTasks } from "./runTasks";
import type { Task } from "./task";

export async function runDeidentify(paths: readonly string[], options: DeidentifyOptions): Promise<void> {
  const policy = await loadPolicy(options.policy);
  const { key, random } = await loadKey(options);
  const lookup = await loadLookup(options);
  const inputs = await findInputs(paths, options.out);
  await checkInputs(inputs, options);
  if (random) {
    process.stderr.write(
      "no --key-file or --kms-key: a fresh random key is used, and results will not link across runs\n",
    );
  }
  const publisher = await Publisher.open(options.out, await realPathsOf(ownFiles(options)));
  const manifest = await Manifest.open(options.manifest);
  try {
    const { partialFolder } = publisher;
    const tasks = tasksOf(inputs.files, options);
    const run = new Run(inputs, publisher, manifest);
    await run.process(runTasks(tasks, { policy, key, lookup, partialFolder }, options.jobs));
  } finally {
    await publisher.close();
    await manifest.close();
  }
}

/** What the user named besides inputs: nothing may be written over these. */
function ownFiles({ keyFile, policy, lookup, manifest }: DeidentifyOptions): string[] {
  return [keyFile, policy, lookup, manifest].filter((path) => path !== undefined);
}

async function realPathsOf(paths: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set(await Promise.all(paths.map(realPathOf)));
}

function tasksOf(files: readonly Input[], { keepNames }: DeidentifyOptions): Task[] {
  return files.map(({ path, relativePath }, index) => {
    return { index, path, outputName: keepNames ? relativePath : undefined };
  });
}

/** @throws WrongUsageError where the run would have nothing to do, or would write over an input */
async function checkInputs({ files, unreadable }: Inputs, options: DeidentifyOptions): Promise<void> {
  if (files.length + unreadable.length === 0) {
    throw new WrongUsageError("the paths name no file outside of --out");
  }
  if (options.manifest === undefined && !options.keepNames) return;
  const inputs = await realPathsOf(files.map(({ path }) => path));
  const isInput = async (path: string) => inputs.has(await realPathOf(path));
  if (options.manifest !== undefined) {
    const others = await realPathsOf(ownFiles({ ...options, manifest: undefined }));
    if ((await isInput(options.manifest)) || others.has(await realPathOf(options.manifest))) {
      throw new WrongUsageError("--manifest: it names an input, the key file, the policy or the table");
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
