import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { blocksOf, type Block } from "./markdown";
import { ROOT, type Page } from "./pages";

const run = promisify(execFile);

/** A block of commands that is run, and what it has to print. */
export interface Trial {
  /** Page and line. */
  readonly name: string;
  readonly code: string;
  readonly status: number;
  /** Lines, in their order; `…` stands for any text. Other lines may come between. */
  readonly prints: readonly string[];
}

/**
 * The blocks that a page marks with `<!-- runs here -->`, or `<!-- runs here, status 1 -->`. A block right after one that is
 * marked `<!-- prints -->` is what it prints.
 */
export function trialsOf(page: Page): Trial[] {
  const blocks = blocksOf(page);
  return blocks.flatMap((block, index) => {
    const [, status = "0"] = /^runs here(?:, status (\d))?$/.exec(block.mark ?? "") ?? [undefined, undefined];
    if (!block.mark?.startsWith("runs here")) return [];
    return [
      {
        name: `${page.path}:${block.line}`,
        code: block.code,
        status: Number(status),
        prints: printedBy(blocks[index + 1]),
      },
    ];
  });
}

const printedBy = (next: Block | undefined): string[] =>
  next?.mark === "prints" ? next.code.split("\n").filter((line) => line.trim() !== "") : [];

/** Runs a block as it stands, in `folder`; `npm run -s cli --` is the command line that is built already. */
export async function outcomeOf(trial: Trial, folder: string): Promise<{ status: number; output: string }> {
  const main = join(ROOT, "dist/src/cli/main.js");
  const code = `exec 2>&1\n${trial.code}`.replaceAll("npm run -s cli --", `"${process.execPath}" "${main}"`);
  const env = {
    ...process.env,
    NO_COLOR: "1",
    PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ""}`,
  };
  try {
    const { stdout } = await run("sh", ["-ec", code], { cwd: folder, env });
    return { status: 0, output: stdout };
  } catch (error) {
    const { code: status, stdout = "" } = error as { code?: number; stdout?: string };
    return { status: status ?? -1, output: stdout };
  }
}

/** The first of the lines that the output does not have, or not behind those before it. */
export function missingLine(prints: readonly string[], output: string): string | undefined {
  const lines = output.split("\n").map(spaced);
  let from = 0;
  for (const wanted of prints) {
    const pattern = new RegExp(`^${spaced(wanted).split("…").map(escaped).join(".*")}$`);
    const found = lines.slice(from).findIndex((line) => pattern.test(line));
    if (found < 0) return wanted;
    from += found + 1;
  }
  return undefined;
}

/** Columns are as wide as what stands in them. */
const spaced = (line: string): string => line.trim().replace(/\s+/g, " ");

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
