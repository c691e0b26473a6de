import { spawn } from "node:child_process";
import { join } from "node:path";

/** The command line as it is built. */
export const MAIN = join(__dirname, "../../../src/cli/main.js");

export interface CliRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in a process of its own, as a person would. */
export function runCli(...args: readonly string[]): Promise<CliRun> {
  return runCliWith({}, ...args);
}

/** The same with further environment variables. */
export function runCliWith(
  variables: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    // Continuous integration asks for colours by the variable CI, and what is compared here is plain text.
    const env = { ...process.env, NO_COLOR: "1", ...variables };
    const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}
