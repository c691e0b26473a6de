import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LocalStartError } from "./localStartError";

/** Holds the process id of the stack that runs on a data directory. */
export const LOCK_FILE = "lock";

/**
 * The holder touches its lock so often. Where nobody can tell when a process started, a lock that was not touched for
 * much longer has lost its holder, though a process has its id.
 */
const HEARTBEAT_MS = 2_000;
const STALE_AFTER_MS = 15_000;

/**
 * Keeps other processes from the directory; answers what releases it. The lock of a process that is gone
 * counts for nothing, also where its id belongs to another process by now.
 * @throws LocalStartError DATA_IN_USE
 */
export function lockDirectory(directory: string): () => void {
  const path = join(directory, LOCK_FILE);
  let heartbeat: NodeJS.Timeout | undefined;
  const own = `${process.pid} ${startOf(process.pid) ?? ""}`;
  const release = () => {
    clearInterval(heartbeat);
    if (contentOf(path) === own) rmSync(path, { force: true });
  };
  for (const attempt of [1, 2]) {
    try {
      writeFileSync(path, own, { flag: "wx", mode: 0o600 });
      heartbeat = setInterval(() => touch(path), HEARTBEAT_MS).unref();
      return release;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (attempt === 2 || isHeld(path)) break;
      rmSync(path, { force: true });
    }
  }
  throw new LocalStartError(
    "DATA_IN_USE",
    `another process uses the data directory ${directory}: end it, or choose another directory`,
  );
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Somebody removed the directory; there is nothing left to keep others from.
  }
}

function isHeld(path: string): boolean {
  const [pid = "", start = ""] = (contentOf(path) ?? "").split(" ");
  if (!isAlive(Number(pid))) return false;
  const actualStart = startOf(Number(pid));
  if (start !== "" && actualStart !== undefined) return start === actualStart;
  const touchedMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - touchedMs < STALE_AFTER_MS;
}

/** `undefined` where the lock was released in between. */
function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** When a process started, in the kernel's ticks; `undefined` where the system does not tell it in this way. */
function startOf(pid: number): string | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold anything; what follows it is separated by spaces.
    return status.slice(status.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
