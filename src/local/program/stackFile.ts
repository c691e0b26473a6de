import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { parse } from "yaml";
import { LocalStartError } from "../localStartError";

const projectSchema = v.object({ name: v.string() });

const stackSchema = v.object({ config: v.optional(v.record(v.string(), v.unknown()), {}) });

function read<Schema extends v.GenericSchema>(
  projectRoot: string,
  file: string,
  schema: Schema,
): v.InferOutput<Schema> {
  try {
    return v.parse(schema, parse(readFileSync(join(projectRoot, file), "utf8")) ?? {});
  } catch (error) {
    // What the parsers say quotes the file.
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new LocalStartError(
      "WRONG_CONFIGURATION",
      `${file} cannot be read, is no YAML, or does not have the shape that Pulumi asks for${code}`,
    );
  }
}

/** The project's name in Pulumi.yaml. */
export const readProjectName = (projectRoot: string): string =>
  read(projectRoot, "Pulumi.yaml", projectSchema).name;

/**
 * The configuration of a stack as the Pulumi engine hands it to the program: text by full key.
 *
 * @throws LocalStartError UNKNOWN_STACK where the stack has no file; WRONG_CONFIGURATION where it cannot be read, or a
 *   value is encrypted for a Pulumi account
 */
export function readStackFile(projectRoot: string, stack: string): Record<string, string> {
  const file = `Pulumi.${stack}.yaml`;
  if (!existsSync(join(projectRoot, file))) {
    const known = readdirSync(projectRoot).flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? []);
    throw new LocalStartError(
      "UNKNOWN_STACK",
      `there is no stack ${stack}: ${file} is not in the project's folder (stacks there: ${known.join(", ") || "none"})`,
    );
  }
  const { config } = read(projectRoot, file, stackSchema);
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, asText(key, value)]));
}

function asText(key: string, value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null && "secure" in value)
    throw new LocalStartError(
      "WRONG_CONFIGURATION",
      `${key} is encrypted: local mode cannot read secrets of a Pulumi account`,
    );
  return JSON.stringify(value);
}
