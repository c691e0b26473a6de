import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LocalStartError } from "./localStartError";

/** Holds the process id of the stack that runs on a data directory. */
export const LOCK_FILE = "lock";

/**
 * Keeps other processes from the directory; answers what releases it. The lock of a process that is gone
 * counts for nothing.
 * @throws LocalStartError DATA_IN_USE
 */
export function lockDirectory(directory: string): () => void {
  const path = join(directory, LOCK_FILE);
  const release = () => rmSync(path, { force: true });
  for (const attempt of [1, 2]) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx", mode: 0o600 });
      return release;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (attempt === 2 || isAlive(Number(readFileSync(path, "utf8")))) break;
      release();
    }
  }
  throw new LocalStartError(
    "DATA_IN_USE",
    `another process uses the data directory ${directory}: end it, or choose another directory`,
  );
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
