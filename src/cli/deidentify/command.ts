import { availableParallelism } from "node:os";
import type { Command } from "commander";
import { EXIT_INPUT_FAILED, RunEndedError } from "../exitStatus";
import { FILE_SYSTEM_SENTENCES } from "../failure";
import { findInputs } from "../inputs";
import { parseCount } from "../options";
import { createProgress } from "../progress";
import { loadKey } from "./key";
import { Manifest } from "./manifest";
import { loadPolicy } from "./policy";
import { Publisher } from "./publisher";
import { runTasks } from "./runTasks";

interface Options {
  readonly out: string;
  readonly policy?: string;
  readonly keyFile?: string;
  readonly keepNames?: true;
  readonly jobs: number;
  readonly manifest?: string;
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
  const { files, unreadable } = await findInputs(paths, options.out);
  if (random) {
    process.stderr.write(
      "no --key-file: a fresh random key is used, and results will not link across runs\n",
    );
  }
  const manifest = await Manifest.open(options.manifest);
  const publisher = await Publisher.open(options.out);
  const progress = createProgress(files.length, "de-identified");
  const counts = { done: 0, rejected: 0, held: 0 };
  const fail = async (input: string, status: "rejected" | "held", code: string, sentence: string) => {
    counts[status]++;
    progress.line(`${input}: ${code} ${sentence}`);
    await manifest.add({ input, status, code });
  };
  try {
    for (const { path, code } of unreadable) await fail(path, "rejected", code, FILE_SYSTEM_SENTENCES[code]);
    const tasks = files.map((file, index) => {
      return { index, path: file.path, outputName: options.keepNames ? file.relativePath : undefined };
    });
    let finished = 0;
    for await (const result of runTasks(tasks, { policy, key, outputFolder: options.out }, options.jobs)) {
      const input = files[result.index]?.path ?? "";
      if (result.status === "unwritable") {
        throw new RunEndedError(`--out: ${result.systemCode} after ${finished} of ${files.length} inputs`);
      }
      const outcome = result.status === "done" ? await publisher.publish(result) : result;
      if (outcome.status === "done") {
        counts.done++;
        await manifest.add({ input, status: "done", output: outcome.output, sizeBytes: outcome.sizeBytes });
      } else {
        await fail(input, outcome.status, outcome.code, outcome.sentence);
      }
      progress.update(++finished);
    }
  } finally {
    progress.stop();
    await publisher.close();
    await manifest.close();
  }
  process.stdout.write(`${counts.done} done, ${counts.rejected} rejected, ${counts.held} held\n`);
  if (counts.rejected + counts.held > 0) process.exitCode = EXIT_INPUT_FAILED;
}
