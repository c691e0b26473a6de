import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { createProgram } from "../../../src/cli/program";
import { CONFIG_KEYS } from "../../../src/infra/config/stackConfig";
import { parseStackConfig } from "../../../src/infra/config/parseStackConfig";
import { declaredStack } from "../pulumi/declared";
import type { ProjectFacts } from "./commandProblems";
import { readPage, ROOT } from "./pages";

export const declaredOutputs = async (): Promise<ReadonlySet<string>> =>
  new Set(Object.keys({ ...(await declaredStack("dev")).outputs, ...(await declaredStack("prod")).outputs }));

export async function projectFacts(): Promise<ProjectFacts> {
  const { scripts } = JSON.parse(readPage("package.json").text) as { scripts: Record<string, string> };
  const helps = new Map<string, string>();
  return {
    scripts,
    outputs: await declaredOutputs(),
    createProgram: idleProgram,
    helpOf: (script) => {
      const help = helps.get(script) ?? helpOf(scripts[script] ?? "");
      helps.set(script, help);
      return help;
    },
    configurationProblems,
  };
}

/** The command line whose commands do nothing, and say nothing where they are called wrongly. */
function idleProgram(): Command {
  const program = createProgram();
  const silent = { writeOut: () => undefined, writeErr: () => undefined };
  program.configureOutput(silent);
  for (const command of program.commands) command.configureOutput(silent).action(() => undefined);
  return program;
}

/** Where it is a program of this project, what it prints for `--help`; nothing of the environment reaches it. */
function helpOf(command: string): string {
  const [, path, more = ""] = /^node (\S+)(.*)$/.exec(command) ?? [];
  if (path === undefined) return "";
  const args = [join(ROOT, path), ...more.split(" ").filter(Boolean), "--help"];
  const env = { PATH: dirname(process.execPath) };
  return execFileSync(process.execPath, args, { encoding: "utf8", env, cwd: ROOT, timeout: 60_000 });
}

function configurationProblems(key: string, value: string | undefined): readonly string[] {
  const [, provider, name = key] = /^(?:(\w+):)?(.+)$/.exec(key) ?? [];
  if (provider === "aws") return name === "region" ? [] : [`aws:${name} is not in docs/configuration.md`];
  if (!CONFIG_KEYS.includes(name)) return [`${name} is not a key of the configuration`];
  // A page cannot bring the file along that it names.
  if (value === undefined || name === "deidPolicy") return [];
  const parsed = parseStackConfig({
    namespace: "medical-imaging-pipeline",
    stack: "dev",
    values: { [name]: value },
    region: "us-east-1",
    projectRoot: ROOT,
  });
  return "problems" in parsed ? parsed.problems : [];
}
