import { join } from "node:path";
import pc from "picocolors";
import { startLocalStack, type LocalStack } from "../../local/localStack";
import { EXIT_INPUT_FAILED, RunEndedError } from "../../commandLine/exitStatus";
import { FILE_SYSTEM_SENTENCES, failureLine } from "../failure";
import { findInputs } from "../inputs";
import { interrupted } from "../interrupted";
import { printable } from "../printable";
import { createProgress } from "../../commandLine/progress";
import { changesBetween } from "./changes";
import { deliver } from "./deliver";
import { PLANTED_TEXTS } from "./demo/identifiers";
import { exportResults } from "./exportResults";
import { searchLeftovers } from "./leftovers";
import { readOutcomes, type Outcome } from "./outcomes";
import { changesTable, deliveryLines, filesTable, leftoverLine, studyLines, summary } from "./report";
import { completedStudies } from "./completedStudies";
import { createStackClient, type StackClient } from "./stackClient";
import { submit, type Submission } from "./submit";

export interface ProcessOptions {
  readonly directory: string;
  readonly stack: string;
  readonly port: number;
  readonly projectRoot: string;
  readonly paths: readonly string[];
  readonly showValues: boolean;
  /** The inputs are the demo's: planted texts are searched for, and this file is the one that is shown. */
  readonly demo?: { readonly shownPath: string };
}

/** Starts the stack, puts the files into its raw bucket, waits, and prints what became of each. */
export async function processPaths(options: ProcessOptions): Promise<void> {
  const { files, unreadable } = await findInputs(options.paths, options.directory);
  for (const { path, code } of unreadable) printFailure(path, code, FILE_SYSTEM_SENTENCES[code]);
  if (files.length === 0) {
    process.stderr.write("nothing to process\n");
    process.exitCode = EXIT_INPUT_FAILED;
    return;
  }
  const startedMs = performance.now();
  const interruption = interrupted();
  process.stderr.write("starting the declared stack on this machine …\n");
  const stack = await startLocalStack(options);
  try {
    const client = createStackClient(stack);
    const progress = createProgress(files.length, "processed");
    const expectExecution = countEnds(stack, (done) => progress.update(done));
    const { submissions, refusals } = await submit(client, files, expectExecution);
    for (const { path, code, sentence } of refusals) printFailure(path, code, sentence);
    const isIdle = await Promise.race([stack.idle().then(() => true), interruption.then(() => false)]);
    progress.stop();
    if (!isIdle)
      throw new RunEndedError("interrupted; the next run over the same --data goes on with what is left");
    const outcomes = await readOutcomes(
      client,
      new Set(submissions.map(({ executionName }) => executionName)),
    );
    const outputs = await exportResults(client, outcomes, join(options.directory, "results"));
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    print(filesTable(submissions, outcomes), `${summary(submissions, outcomes)} (${seconds} s)`);
    print(...studyLines(completedStudies(stack.events)), "");
    await showExample(options, stack, client, { submissions, outcomes, outputs });
    print(...placeLines(options.directory));
    for (const problem of stack.problems) process.stderr.write(`note: ${problem}\n`);
    const failed = submissions.some(
      ({ executionName }) => outcomes.get(executionName)?.kind !== "deidentified",
    );
    // The demo holds files that belong into quarantine.
    const lost = outcomes.size < submissions.length;
    if (lost || (failed && !options.demo) || unreadable.length + refusals.length > 0) {
      process.exitCode = EXIT_INPUT_FAILED;
    }
  } finally {
    await stack.close();
  }
}

/**
 * Counts the executions that end of those that are expected, before or after that: executions of an interrupted run over
 * the same folder end here too, and are not this run's progress.
 *
 * @returns takes the name of an execution to expect
 */
function countEnds(stack: LocalStack, onEnd: (done: number) => void): (executionName: string) => void {
  const expected = new Set<string>();
  const ended = new Set<string>();
  let done = 0;
  stack.onExecution(({ kind, executionName }) => {
    if (kind !== "end") return;
    ended.add(executionName);
    if (expected.has(executionName)) onEnd(++done);
  });
  return (executionName) => {
    expected.add(executionName);
    if (ended.has(executionName)) onEnd(++done);
  };
}

interface Results {
  readonly submissions: readonly Submission[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Path of the exported output by execution name. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** Shows one object as an example: what changed in it, and a link that was followed. */
async function showExample(
  options: ProcessOptions,
  stack: LocalStack,
  client: StackClient,
  { submissions, outcomes, outputs }: Results,
): Promise<void> {
  const done = submissions.filter(({ executionName }) => outputs.has(executionName));
  const shown = done.find(({ input }) => input.path === options.demo?.shownPath) ?? done[0];
  if (!shown) return;
  const outcome = outcomes.get(shown.executionName);
  const output = outputs.get(shown.executionName);
  if (outcome?.kind !== "deidentified" || output === undefined) return;
  const changes = await changesBetween(shown.input.path, output, options.showValues);
  print(pc.bold(`What changed in ${printable(shown.input.relativePath)}`), changesTable(changes), "");
  print(deliveryLines(await deliver(stack, client.processedBucket, outcome.outputKey)), "");
  if (options.demo) {
    const state = ["logs", "metrics.jsonl", "executions.jsonl", "events.jsonl"].map((name) =>
      join(options.directory, name),
    );
    const search = await searchLeftovers(client, state, PLANTED_TEXTS);
    print(leftoverLine(search, PLANTED_TEXTS.length), "");
    if (search.found.length > 0) process.exitCode = EXIT_INPUT_FAILED;
  }
}

function placeLines(directory: string): string[] {
  const place = (name: string, path: string) => `  ${name.padEnd(18)} ${join(directory, path)}`;
  return [
    pc.bold("Where things lie"),
    place("outputs", "results/studies"),
    place("audit records", "results/audit"),
    place("quarantine reasons", "results/quarantine"),
    place("logs, metrics", "logs, metrics.jsonl, executions.jsonl, events.jsonl"),
    place("stack outputs", "stack.json"),
  ];
}

function printFailure(path: string, code: string, sentence: string): void {
  process.stderr.write(`${failureLine(path, code, sentence)}\n`);
}

function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
