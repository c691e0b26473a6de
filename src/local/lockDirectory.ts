import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Holds the process id of the stack that runs on a data directory. */
export const LOCK_FILE = "lock";

/** Another process runs a stack on the same data directory. */
export class DataInUseError extends Error {
  override name = "DataInUseError";
}

/**
 * Keeps other processes from the directory; answers what releases it. The lock of a process that is gone
 * counts for nothing.
 * @throws DataInUseError
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
  throw new DataInUseError("another process uses this data directory; end it, or choose another one");
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
