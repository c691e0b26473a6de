import type * as pulumi from "@pulumi/pulumi";
import { githubPrefix } from "../deployPolicy/scopes";
import type { StackConfig } from "./config/stackConfig";

/**
 * Gives every role of the stack the configured boundary, wherever it is declared. The two roles that GitHub takes have none: they need IAM, and
 * a boundary that allows IAM confines nobody. Their own policies keep them from changing it (src/deployPolicy/keepRightsStatements.ts).
 */
export const attachBoundary = (
  config: Pick<StackConfig, "permissionsBoundaryArn" | "projectName" | "environment">,
): pulumi.ResourceTransformation[] =>
  config.permissionsBoundaryArn === undefined
    ? []
    : [
        ({ type, name, props, opts }) =>
          type === "aws:iam/role:Role" && !name.startsWith(`${githubPrefix(config)}-`)
            ? {
                props: { ...(props as object), permissionsBoundary: config.permissionsBoundaryArn },
                opts,
              }
            : undefined,
      ];
