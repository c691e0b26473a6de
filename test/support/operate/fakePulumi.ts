import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface FakeAnswer {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
}

/** What the fake says to a command, by its first words (`stack output`); a list is used up one call at a time, its last for ever. */
export type FakeAnswers = Readonly<Record<string, FakeAnswer | readonly FakeAnswer[]>>;

export interface FakePulumi {
  /** The folder to put on PATH. */
  readonly folder: string;
  /** The arguments of every call so far. */
  calls(): Promise<string[][]>;
  remove(): Promise<void>;
}

const SCRIPT = `#!${process.execPath}
const fs = require("node:fs");
const path = require("node:path");
const args = process.argv.slice(2);
const log = path.join(__dirname, "calls.jsonl");
const before = fs.existsSync(log) ? fs.readFileSync(log, "utf8").trim().split("\\n").map((line) => JSON.parse(line)) : [];
fs.appendFileSync(log, JSON.stringify(args) + "\\n");
const answers = JSON.parse(fs.readFileSync(path.join(__dirname, "answers.json"), "utf8"));
const words = Object.keys(answers).find((key) => args.join(" ").startsWith(key));
const list = words === undefined ? [{}] : [answers[words]].flat();
const earlier = before.filter((call) => call.join(" ").startsWith(words)).length;
const { stdout = "", stderr = "", exitCode = 0 } = list[Math.min(earlier, list.length - 1)];
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
`;

/** A `pulumi` that answers as it is told, and notes how it was called. */
export async function createFakePulumi(answers: FakeAnswers): Promise<FakePulumi> {
  const folder = await mkdtemp(join(tmpdir(), "fake-pulumi-"));
  await writeFile(join(folder, "answers.json"), JSON.stringify(answers));
  await writeFile(join(folder, "pulumi"), SCRIPT);
  await chmod(join(folder, "pulumi"), 0o755);
  return {
    folder,
    calls: async () => {
      const lines = await readFile(join(folder, "calls.jsonl"), "utf8").catch(() => "");
      return lines
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as string[]);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
