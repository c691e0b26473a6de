import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pythonWithPydicom } from "../../tools/pythonWithPydicom";

export const PYTHON = pythonWithPydicom();

const benchRequire = createRequire(resolve("bench/package.json"));

/** `undefined` where a program of the system can be run, else what to say. */
export function missingProgram(program: string): string | undefined {
  const found = spawnSync("bash", ["-c", `command -v "$1"`, "bash", program]).status === 0;
  return found ? undefined : "not installed";
}

export function missingPydicom(): string | undefined {
  return PYTHON === undefined ? "not installed" : undefined;
}

/** `undefined` where an npm package of the bench is there, else what to say. */
export function missingPackage(name: string): string | undefined {
  try {
    benchRequire.resolve(name);
    return undefined;
  } catch {
    return "not installed (`npm run bench -- --install`)";
  }
}

/** A package of the bench; its types are not known here, since it is not always installed. */
export function requirePackage(name: string): unknown {
  return benchRequire(name);
}

/** The path of a package's main file, for `node -e`. */
export function packagePath(name: string): string {
  return benchRequire.resolve(name);
}
