import { execFile } from "node:child_process";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { pythonWithPydicom } from "../pythonWithPydicom";

const run = promisify(execFile);

/** A base64 string and a little: far above the files that this is for. */
const OUTPUT_BYTES = 1024 * 1024 * 1024;

/** Another program that writes the DICOM JSON Model of a file. */
export interface Peer {
  readonly name: string;
  /** Its version, or undefined where it is not installed. */
  version(): Promise<string | undefined>;
  /** The JSON of a file; undefined where the program refuses it. */
  convert(path: string): Promise<unknown>;
}

async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined; // not installed, or refused: all that is asked of it
  }
}

const dcm2json: Peer = {
  name: "dcm2json",
  version: () =>
    attempt(
      async () => (await run("dcm2json", ["--version"])).stdout.match(/v\S+/)?.[0] ?? "unknown version",
    ),
  convert: async (path) =>
    (await attempt(() => runDcm2json(path))) ?? (await attempt(() => withoutPixelData(path, runDcm2json))),
};

async function runDcm2json(path: string): Promise<unknown> {
  const { stdout } = await run("dcm2json", ["-q", "-fc", path], {
    maxBuffer: OUTPUT_BYTES,
    encoding: "latin1",
  });
  // It passes bytes on that are no UTF-8, which are compared as what they become.
  return JSON.parse(Buffer.from(stdout, "latin1").toString("utf8"));
}

/** It refuses encapsulated pixel data: DCMTK itself makes a copy without. */
async function withoutPixelData<T>(path: string, use: (copy: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "interop-"));
  try {
    const copy = join(folder, "copy.dcm");
    await copyFile(path, copy);
    await run("dcmodify", ["-q", "-nb", "-imt", "-e", "(7fe0,0010)", copy]);
    return await use(copy);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** JSON has no NaN: they go as strings, as ours do. */
const PYDICOM_SCRIPT = `
import json, math, sys, warnings
import pydicom
warnings.simplefilter("ignore")
names = {math.inf: "Infinity", -math.inf: "-Infinity"}
def plain(value):
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return names.get(value, "NaN")
    return value
data_set = pydicom.dcmread(sys.argv[1], force=True)
json.dump(plain(data_set.to_json_dict(bulk_data_threshold=1 << 40)), sys.stdout)
`;

let python: string | undefined;

async function runPython(...args: string[]): Promise<string> {
  python ??= pythonWithPydicom();
  if (python === undefined) throw new Error("no Python has pydicom");
  return (await run(python, args, { maxBuffer: OUTPUT_BYTES })).stdout;
}

const pydicom: Peer = {
  name: "pydicom",
  version: () =>
    attempt(async () => (await runPython("-c", "import pydicom; print(pydicom.__version__)")).trim()),
  convert: (path) =>
    attempt(async (): Promise<unknown> => JSON.parse(await runPython("-c", PYDICOM_SCRIPT, path))),
};

export const PEERS: readonly Peer[] = [dcm2json, pydicom];
