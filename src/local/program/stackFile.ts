import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { parse } from "yaml";

const projectSchema = v.object({ name: v.string() });

const stackSchema = v.object({ config: v.optional(v.record(v.string(), v.unknown()), {}) });

const read = (projectRoot: string, file: string): unknown => {
  const path = join(projectRoot, file);
  if (!existsSync(path)) throw new Error(`${file} is not in the project's folder`);
  return parse(readFileSync(path, "utf8"));
};

/** The project's name in Pulumi.yaml. */
export const readProjectName = (projectRoot: string): string =>
  v.parse(projectSchema, read(projectRoot, "Pulumi.yaml")).name;

/**
 * The configuration of a stack as the Pulumi engine hands it to the program: text by full key.
 *
 * @throws Error where the stack has no file, or a value is encrypted for a Pulumi account
 */
export function readStackFile(projectRoot: string, stack: string): Record<string, string> {
  const { config } = v.parse(stackSchema, read(projectRoot, `Pulumi.${stack}.yaml`) ?? {});
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, asText(key, value)]));
}

function asText(key: string, value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null && "secure" in value)
    throw new Error(`${key} is encrypted: local mode cannot read secrets of a Pulumi account`);
  return JSON.stringify(value);
}
