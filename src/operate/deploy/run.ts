import { existsSync } from "node:fs";
import { join } from "node:path";
import Table from "cli-table3";
import pc from "picocolors";
import { RunEndedError } from "../../commandLine/exitStatus";
import { PROJECT_ROOT } from "../../projectRoot";
import { confirm, TERMINAL, type Dialogue } from "../confirm";
import { createPulumiCli, PulumiFailure, type PulumiCli } from "../pulumiCli";
import type { DeployOptions } from "./command";

export async function runDeploy(
  stack: string,
  options: DeployOptions,
  {
    projectRoot = PROJECT_ROOT,
    dialogue = TERMINAL,
    stdout = process.stdout,
    cli = createPulumiCli({ projectRoot, stack }),
  }: {
    readonly projectRoot?: string;
    readonly dialogue?: Dialogue;
    readonly stdout?: NodeJS.WritableStream;
    readonly cli?: PulumiCli;
  } = {},
): Promise<void> {
  const { output: log } = dialogue;
  await requireStack(cli, stack, options, dialogue);

  const policies = policyPack(projectRoot);
  log.write(pc.bold(`Preview of ${stack}\n`));
  await cli.show("preview", "--stack", stack, ...policies);
  if (options.preview) return;

  if (!options.yes && !(await confirm(`Deploy these changes to ${stack}?`, dialogue)))
    throw new RunEndedError("Nothing was changed.");
  log.write(pc.bold(`Deploying ${stack}\n`));
  await cli.show("up", "--stack", stack, "--yes", "--skip-preview", ...policies);

  const outputs = await cli.read("stack", "output", "--stack", stack, "--json");
  stdout.write(`${outputsTable(JSON.parse(outputs) as Record<string, unknown>)}\n`);
}

/** The project's own policy pack, where it has one. */
const policyPack = (projectRoot: string): string[] =>
  existsSync(join(projectRoot, "policy/PulumiPolicy.yaml")) ? ["--policy-pack", "policy"] : [];

/** Any command that reads a stack finds out whether Pulumi can be run, who is logged in, and whether the stack is there. */
async function requireStack(
  cli: PulumiCli,
  stack: string,
  { yes, init }: DeployOptions,
  dialogue: Dialogue,
): Promise<void> {
  try {
    await cli.read("stack", "output", "--stack", stack, "--json");
  } catch (error) {
    if (!(error instanceof PulumiFailure) || error.code !== "NO_STACK") throw error;
    // Without a person to ask, a missing stack most likely means another state backend than the one meant.
    if (!init && (yes || !(await confirm(`There is no stack ${stack} here. Make it?`, dialogue))))
      throw error;
    await cli.show("stack", "init", stack, "--no-select");
  }
}

function outputsTable(outputs: Readonly<Record<string, unknown>>): string {
  const table = new Table({ head: ["output", "value"], style: { head: [], border: [] } });
  for (const [name, value] of Object.entries(outputs))
    table.push([name, typeof value === "string" ? value : JSON.stringify(value, null, 2)]);
  return table.toString();
}
