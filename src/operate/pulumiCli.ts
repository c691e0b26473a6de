import { spawn } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join, sep } from "node:path";
import { RunEndedError } from "../commandLine/exitStatus";
import { explainFailure } from "./explainFailure";

/** What is kept of an output to find out why a run failed: its end. */
const DIAGNOSIS_BYTES = 64 * 1024;

/** An answer that is read as a whole, such as the state of a stack, is refused beyond this. */
const ANSWER_BYTES = 256 * 1024 ** 2;

export interface PulumiCliOptions {
  readonly projectRoot: string;
  /** What explanations of failures speak of. */
  readonly stack: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly stdout?: NodeJS.WritableStream;
  readonly stderr?: NodeJS.WritableStream;
}

/** The `pulumi` command. */
export interface PulumiCli {
  /** Runs a command and shows what it prints; @throws RunEndedError that explains a failure */
  show(...args: readonly string[]): Promise<void>;
  /** What a command prints on stdout, not shown; @throws RunEndedError that explains a failure */
  read(...args: readonly string[]): Promise<string>;
}

/** A run of Pulumi's that failed for a reason that is known by its code, or for one that its own lines have to say. */
export class PulumiFailure extends RunEndedError {
  constructor(
    message: string,
    readonly code: string | undefined,
  ) {
    super(message);
    this.name = "PulumiFailure";
  }
}

interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** @throws PulumiFailure NO_CLI where there is no command `pulumi` */
export function createPulumiCli(options: PulumiCliOptions): PulumiCli {
  const { projectRoot, stack, env = process.env, stdout = process.stdout, stderr = process.stderr } = options;
  const command = findPulumi(projectRoot, env);
  const run = async (args: readonly string[], shown: boolean): Promise<string> => {
    const answer = new Tail(shown ? DIAGNOSIS_BYTES : ANSWER_BYTES);
    const complaints = new Tail(DIAGNOSIS_BYTES);
    const all = [...command.args, ...args, "--non-interactive", ...colour(shown, stdout)];
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      const child = spawn(command.file, all, { cwd: projectRoot, env, stdio: ["inherit", "pipe", "pipe"] });
      child.stdout.on("data", (chunk: Buffer) => {
        answer.add(chunk);
        if (shown) stdout.write(chunk);
      });
      child.stderr.on("data", (chunk: Buffer) => {
        complaints.add(chunk);
        if (shown) stderr.write(chunk);
      });
      child.on("error", reject);
      child.on("close", resolve);
    });
    if (exitCode !== 0) throw failure(args, `${complaints.text()}\n${answer.text()}`, stack, shown);
    if (!shown && answer.isCut)
      throw new PulumiFailure(`pulumi ${args.join(" ")} says more than is read`, undefined);
    return answer.text();
  };
  return {
    show: async (...args) => {
      await run(args, true);
    },
    read: (...args) => run(args, false),
  };
}

function failure(args: readonly string[], output: string, stack: string, shown: boolean): PulumiFailure {
  const known = explainFailure(output, stack);
  if (known) return new PulumiFailure(known.message, known.code);
  const what = `pulumi ${args.slice(0, 2).join(" ")} failed`;
  const lines = output.trim().split("\n").slice(-5).join("\n");
  return new PulumiFailure(shown ? `${what}: see above.` : `${what}:\n${lines}`, undefined);
}

/** Pulumi asks nothing here; colours are kept where a person reads. */
const colour = (shown: boolean, stdout: NodeJS.WritableStream): string[] =>
  shown && "isTTY" in stdout && stdout.isTTY === true && process.env.NO_COLOR === undefined
    ? ["--color", "always"]
    : ["--color", "never"];

/**
 * The CLI that is installed, or else the npm package's, which downloads one when it is first called. npm puts its own
 * folder at the beginning of PATH, so that comes last here.
 */
export function findPulumi(projectRoot: string, env: NodeJS.ProcessEnv): Command {
  const name = process.platform === "win32" ? "pulumi.exe" : "pulumi";
  const ofNpm = `${sep}node_modules${sep}.bin`;
  const installed = (env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "" && !folder.endsWith(ofNpm))
    .map((folder) => join(folder, name))
    .find(isExecutable);
  if (installed !== undefined) return { file: installed, args: [] };
  const packaged = join(projectRoot, "node_modules/pulumi/run.js");
  if (existsSync(packaged)) return { file: process.execPath, args: [packaged] };
  throw new PulumiFailure(
    "There is no Pulumi CLI on PATH. Install it (https://www.pulumi.com/docs/install/), or run `npm ci`, whose package `pulumi` downloads it when it is first called.",
    "NO_CLI",
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The end of an output, up to a number of bytes. */
class Tail {
  private chunks: Buffer[] = [];
  private lengthBytes = 0;
  isCut = false;

  constructor(private readonly maximumBytes: number) {}

  add(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.lengthBytes += chunk.length;
    while (this.lengthBytes > this.maximumBytes) {
      const first = this.chunks.shift();
      if (!first) return;
      const excess = this.lengthBytes - this.maximumBytes;
      this.isCut = true;
      this.lengthBytes -= first.length;
      if (first.length <= excess) continue;
      const kept = first.subarray(excess);
      this.chunks.unshift(kept);
      this.lengthBytes += kept.length;
    }
  }

  text(): string {
    return Buffer.concat(this.chunks).toString("utf8");
  }
}
