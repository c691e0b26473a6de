import { spawn } from "node:child_process";
import { join } from "node:path";

const MAIN = join(__dirname, "../../../src/operate/main.js");

export interface OperateRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of src/operate in a process of its own, with nobody at the terminal. */
export function runOperate(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<OperateRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, NO_COLOR: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}
