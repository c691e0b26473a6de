import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { RunEndedError, WrongUsageError } from "../commandLine/exitStatus";
import { PROJECT_ROOT } from "../projectRoot";
import { createPulumiCli, type PulumiCli } from "./pulumiCli";

/** What a client of AWS needs to reach the stack; credentials and endpoint only of a stack on this machine. */
export interface StackClientOptions {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface StackOutputs {
  /** @throws RunEndedError where the stack has no such output: it was deployed by an earlier version */
  text(name: string): string;
  names(): string[];
  readonly client: StackClientOptions;
}

export interface StackChoice {
  readonly stack: string;
  /** Instead of asking Pulumi: a file of `pulumi stack output --json`, or the stack.json of a stack on this machine. */
  readonly outputsFile?: string | undefined;
}

const outputsSchema = v.record(v.string(), v.unknown());

const localSchema = v.object({
  s3Endpoint: v.string(),
  region: v.string(),
  accessKeyId: v.string(),
  secretAccessKey: v.string(),
});

/** @throws RunEndedError, or WrongUsageError, that says what to do where the outputs cannot be had */
export async function readStackOutputs(
  { stack, outputsFile }: StackChoice,
  pulumi: () => PulumiCli = () => createPulumiCli({ projectRoot: PROJECT_ROOT, stack }),
): Promise<StackOutputs> {
  const json =
    outputsFile === undefined
      ? await pulumi().read("stack", "output", "--stack", stack, "--json")
      : await readOutputsFile(outputsFile);
  const outputs = parseOutputs(json, outputsFile);
  if (Object.keys(outputs).length === 0)
    throw new RunEndedError(`Nothing is deployed in ${stack}. Run \`npm run deploy -- ${stack}\` first.`);
  return {
    text(name) {
      const value = outputs[name];
      if (typeof value === "string") return value;
      throw new RunEndedError(
        `${stack} has no output ${name}: deploy it with this version of the project first.`,
      );
    },
    names: () => Object.keys(outputs),
    client: clientOptions(outputs),
  };
}

async function readOutputsFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new WrongUsageError(
      `${file} cannot be read${code}: --outputs takes a file of the outputs of a stack as JSON`,
      { cause: error },
    );
  }
}

function parseOutputs(json: string, file: string | undefined): Record<string, unknown> {
  try {
    return v.parse(outputsSchema, JSON.parse(json));
  } catch {
    throw new WrongUsageError(
      `${file ?? "what Pulumi answered"} does not hold the outputs of a stack as JSON`,
    );
  }
}

function clientOptions(outputs: Readonly<Record<string, unknown>>): StackClientOptions {
  const local = v.safeParse(localSchema, outputs);
  if (local.success) {
    const { s3Endpoint: endpoint, region, accessKeyId, secretAccessKey } = local.output;
    return { region, endpoint, credentials: { accessKeyId, secretAccessKey } };
  }
  const summary = v.safeParse(v.object({ region: v.string() }), outputs.deploymentSummary);
  if (summary.success) return { region: summary.output.region };
  throw new RunEndedError("The outputs do not say which region the stack is in.");
}
