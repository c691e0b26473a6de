import { execFile } from "node:child_process";

/** One thing that dciodvfy calls an error, without the value that it quotes. */
export interface PeerError {
  /** Keywords and items from 0, as ours; empty where it names no attribute. */
  readonly path: string;
  /** Its sentence, values and numbers taken out, such as `Missing attribute for Type # Required`. */
  readonly message: string;
}

const OUTPUT_BYTES = 256 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

/** `undefined` where it is not installed. */
export async function dciodvfyVersion(): Promise<string | undefined> {
  const { code, output } = await run(["-version"]);
  return code === "ENOENT" ? undefined : (/\d[\d.~-]+/.exec(output)?.[0] ?? "unknown version");
}

/** All errors of a file, each once by path and message; `undefined` where dciodvfy itself gave up. */
export async function dciodvfyErrors(path: string): Promise<readonly PeerError[] | undefined> {
  const { code, output } = await run(["-new", path]);
  if (typeof code === "string" && code !== "1") return undefined;
  return parseErrors(output);
}

/** Lines such as `Error - </StudyID(0020,0010)> - Missing attribute for Type 2 Required - Module=<GeneralStudy>`. */
export function parseErrors(output: string): readonly PeerError[] {
  const errors = new Map<string, PeerError>();
  for (const line of output.split("\n")) {
    const text = /^Error - (.*)$/.exec(line)?.[1];
    if (text === undefined) continue;
    const [, place, rest = text] = /^<(\/[^>]*)> - (.*)$/.exec(text) ?? [];
    const error = { path: pathOf(place ?? ""), message: withoutValues(rest) };
    errors.set(`${error.path} ${error.message}`, error);
  }
  return [...errors.values()];
}

/** `/A(0008,1115)[2]/B(0008,1155)[1]` as `A[1].B`: the last number is that of a value. */
function pathOf(place: string): string {
  return place
    .replace(/\[\d+\]$/, "")
    .split("/")
    .filter((step) => step !== "")
    .map((step) => {
      const [, keyword = "", item] = /^([^([]*)\([^)]*\)(?:\[(\d+)\])?/.exec(step) ?? [];
      return item === undefined ? keyword : `${keyword}[${Number(item) - 1}]`;
    })
    .join(".");
}

function withoutValues(text: string): string {
  return text
    .replace(/ - Module=<[^>]*>| Module=<[^>]*>/g, "")
    .replace(/ - Character invalid for this VR = .*$/, " - Character invalid")
    .replace(/ - Trailing character invalid for this VR = .*$/, " - Trailing character invalid")
    .replace(/<[^>]*>/g, "<>")
    .replace(/\d+/g, "#")
    .trim();
}

function run(
  args: readonly string[],
): Promise<{ readonly code: string | undefined; readonly output: string }> {
  return new Promise((resolve) => {
    const options = { maxBuffer: OUTPUT_BYTES, timeout: TIMEOUT_MS, encoding: "latin1" } as const;
    execFile("dciodvfy", args, options, (error, stdout, stderr) => {
      const code = error ? String(error.signal ?? error.code ?? "failed") : undefined;
      resolve({ code, output: `${stdout}\n${stderr}` });
    });
  });
}
