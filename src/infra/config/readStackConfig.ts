import * as pulumi from "@pulumi/pulumi";
import { parseStackConfig } from "./parseStackConfig";
import type { StackConfig } from "./stackConfig";

/**
 * The configuration of the current stack.
 *
 * @throws pulumi.RunError that names every wrong key, what it was and what it may be
 */
export function readStackConfig(): StackConfig {
  const namespace = pulumi.getProject();
  const prefix = `${namespace}:`;
  const values = Object.fromEntries(
    Object.entries(pulumi.runtime.allConfig())
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
  const parsed = parseStackConfig({
    namespace,
    stack: pulumi.getStack(),
    values,
    region:
      new pulumi.Config("aws").get("region") ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION,
    projectRoot: process.cwd(),
  });
  if ("config" in parsed) return parsed.config;
  throw new pulumi.RunError(
    [`The configuration of stack ${pulumi.getStack()} is wrong:`, ...parsed.problems].join("\n  - "),
  );
}
