import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NOT_STARTED, readProgress } from "./progress";
import type { Finding, Message, Slowest, Task } from "./protocol";

/** Of what a process says of its end, in characters: what comes first tells why. */
const LONGEST_COMPLAINT = 4000;

export interface Supervision {
  readonly seed: number;
  readonly firstRun: number;
  /** Behind the last one. */
  readonly endRun: number;
  readonly corpus?: string | undefined;
  /** Processes at once. */
  readonly jobs: number;
  /** An input that takes longer ends its process, and is a finding. */
  readonly timeoutMilliseconds: number;
  readonly memoryMebibytes: number;
  /** The module that works on inputs. */
  readonly childPath: string;
  readonly onFinding?: (finding: Finding) => void;
}

interface FuzzReport {
  /** By run. */
  readonly findings: readonly Finding[];
  readonly slowest: Slowest;
  readonly peakMebibytes: number;
}

/**
 * Has inputs worked on by processes, and looks after these: whatever an input does to its process, it is known by its
 * number, and the others are worked on.
 *
 * @throws Error where a process breaks down before its first input
 */
export async function supervise(supervision: Supervision): Promise<FuzzReport> {
  const folder = await mkdtemp(join(tmpdir(), "fuzz-"));
  const report = { findings: [] as Finding[], slowest: { run: 0, milliseconds: 0 }, peakMebibytes: 0 };
  try {
    const jobs = Math.min(supervision.jobs, supervision.endRun - supervision.firstRun);
    const lanes = Array.from({ length: jobs }, async (_, lane) => {
      const progressPath = join(folder, `${lane}`);
      let firstRun = supervision.firstRun + lane;
      while (firstRun < supervision.endRun) {
        const { seed, endRun, corpus, memoryMebibytes } = supervision;
        const task: Task = { seed, firstRun, endRun, step: jobs, corpus, progressPath, memoryMebibytes };
        firstRun = (await runProcess(task, supervision, report)) + jobs;
      }
    });
    const outcomes = await Promise.allSettled(lanes); // none may go on when the folder is removed
    for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { ...report, findings: report.findings.sort((one, other) => one.run - other.run) };
}

interface Report {
  readonly findings: Finding[];
  slowest: Slowest;
  peakMebibytes: number;
}

/** @returns the last input that was worked on, whatever came of it */
async function runProcess(task: Task, supervision: Supervision, report: Report): Promise<number> {
  const { timeoutMilliseconds, childPath } = supervision;
  const add = (finding: Finding) => {
    report.findings.push(finding);
    supervision.onFinding?.(finding);
  };
  await rm(task.progressPath, { force: true });
  const child = fork(childPath, [JSON.stringify(task)], {
    execArgv: [`--max-old-space-size=${Math.ceil(task.memoryMebibytes / 2)}`],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let complaint = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(0, LONGEST_COMPLAINT);
  });
  let last: Message | undefined;
  child.on("message", (message: Message) => {
    if (message.kind !== "done") add(message.finding);
    if (message.kind !== "finding") last = message;
  });
  const overdue = { is: false };
  const watchdog = watch(task.progressPath, timeoutMilliseconds, () => {
    overdue.is = true;
    child.kill("SIGKILL");
  });
  const ended = await new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status, signal) => resolve(signal ?? `status ${status ?? "unknown"}`));
  }).finally(() => clearInterval(watchdog));
  if (last?.kind === "done") {
    if (last.slowest.milliseconds > report.slowest.milliseconds) report.slowest = last.slowest;
    report.peakMebibytes = Math.max(report.peakMebibytes, last.peakMebibytes);
    return task.endRun;
  }
  if (last) return last.finding.run;
  const run = readProgress(task.progressPath);
  if (run === NOT_STARTED) throw new Error(`a process ended before its first input: ${ended}\n${complaint}`);
  if (overdue.is) add({ run, kind: "timeout", texts: [`it took more than ${timeoutMilliseconds} ms`] });
  else add({ run, kind: "crash", texts: [`the process ended: ${ended}`, complaint].filter(Boolean) });
  return run;
}

/** Calls `end` once the same input has been worked on for too long. */
function watch(progressPath: string, timeoutMilliseconds: number, end: () => void): NodeJS.Timeout {
  let since = Date.now();
  let run = NOT_STARTED;
  return setInterval(
    () => {
      const now = readProgress(progressPath);
      if (now !== run || now === NOT_STARTED) [run, since] = [now, Date.now()];
      else if (Date.now() - since > timeoutMilliseconds) end();
    },
    Math.min(250, timeoutMilliseconds / 4),
  );
}
