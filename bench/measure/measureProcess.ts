import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** What one process cost from start to end, its threads included. */
interface ProcessCost {
  readonly cpuMs: number;
  readonly wallMs: number;
  /** Peak of the resident memory; `undefined` where the system does not tell (no /proc). */
  readonly peakMb: number | undefined;
  /** What it printed on stdout. */
  readonly output: string;
}

/** The kernel keeps the peak, so that a look now and then misses only what grows in the last moments. */
const POLL_MS = 10;

/** `time` of bash has milliseconds, that of the other shells and of GNU hundredths. */
const SCRIPT = `TIMEFORMAT="%R %U %S"; { time "$@" 2>/dev/null; } 2>&3`;

/**
 * Runs a command and measures it by what the kernel accounts to it.
 *
 * @throws Error where it cannot be started, or ends with another status than 0
 */
export function measureProcess(command: readonly string[]): Promise<ProcessCost> {
  const shell = spawn("bash", ["-c", SCRIPT, "bash", ...command], {
    stdio: ["ignore", "pipe", "inherit", "pipe"],
  });
  const text = { output: "", times: "" };
  shell.stdout?.setEncoding("utf8").on("data", (chunk: string) => (text.output += chunk));
  const times = shell.stdio[3] as NodeJS.ReadableStream;
  times.setEncoding("utf8").on("data", (chunk: string) => (text.times += chunk));
  let peakMb: number | undefined;
  const poll = setInterval(() => {
    peakMb = peakOfChild(shell.pid) ?? peakMb;
  }, POLL_MS);
  return new Promise((resolve, reject) => {
    shell.once("error", reject);
    shell.once("close", (status) => {
      clearInterval(poll);
      if (status !== 0) {
        reject(new Error(`ended with status ${status ?? "unknown"}`));
        return;
      }
      const [real = NaN, user = NaN, system = NaN] = text.times.trim().split(" ").map(Number);
      resolve({ cpuMs: (user + system) * 1000, wallMs: real * 1000, peakMb, output: text.output });
    });
  });
}

function peakOfChild(shellPid: number | undefined): number | undefined {
  try {
    const child = readFileSync(`/proc/${shellPid ?? ""}/task/${shellPid ?? ""}/children`, "utf8").trim();
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined; // not started yet, or ended just now
  }
}
