import { spawnSync } from "node:child_process";

/**
 * The first Python that has pydicom: what `INTEROP_PYTHON` names, the one on the path, which may be of a virtual environment
 * without it, and the system's, which Debian's package belongs to. `undefined` where none has.
 */
export function pythonWithPydicom(): string | undefined {
  const candidates = [process.env.INTEROP_PYTHON, "python3", "/usr/bin/python3"];
  return candidates.find(
    (python) => python !== undefined && spawnSync(python, ["-c", "import pydicom"]).status === 0,
  );
}
