import { execFile } from "node:child_process";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BUNDLES = join(__dirname, "../../../../lambda");

export interface BundleRun {
  /** What the handler answered, or the name and message of what it threw. */
  readonly answer: unknown;
  readonly logLines: readonly Record<string, unknown>[];
  readonly output: string;
}

const MARK = "answer: ";

const SCRIPT = `
const [file, settings, event] = process.argv.slice(1);
const show = (answer) => console.log(${JSON.stringify(MARK)} + JSON.stringify(answer));
require(file).createHandler(JSON.parse(settings))(JSON.parse(event)).then(show, ({ name, message }) => show({ name, message }));
`;

/** Runs a bundle on one event, alone in an empty folder: a Node process without node_modules, as on Lambda. */
export async function runBundle(
  name: string,
  settings: object,
  event: object,
  environment: Readonly<Record<string, string>>,
): Promise<BundleRun> {
  const folder = await mkdtemp(join(tmpdir(), "bundle-test-"));
  try {
    const file = join(folder, `${name}.js`);
    await copyFile(join(BUNDLES, `${name}.js`), file);
    const args = ["--no-warnings", "-e", SCRIPT, file, JSON.stringify(settings), JSON.stringify(event)];
    const output = await new Promise<string>((resolve, reject) => {
      // Nothing of this machine's own AWS configuration may get in.
      const env = { ...environment, AWS_EC2_METADATA_DISABLED: "true", HOME: folder };
      execFile(process.execPath, args, { cwd: folder, env, timeout: 15_000 }, (error, stdout, stderr) => {
        if (error) reject(new Error(`${error.message}\n${stderr}`));
        else resolve(stdout + stderr);
      });
    });
    const lines = output.split("\n").filter((line) => line !== "");
    const answer = lines.find((line) => line.startsWith(MARK))?.slice(MARK.length) ?? "null";
    const logLines = lines.filter((line) => line.startsWith("{"));
    return {
      answer: JSON.parse(answer),
      logLines: logLines.map((line) => JSON.parse(line) as Record<string, unknown>),
      output,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
