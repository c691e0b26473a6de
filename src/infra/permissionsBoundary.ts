import type * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "./config/stackConfig";

/** Gives every role of the stack the configured boundary, wherever it is declared. */
export const permissionsBoundary = ({
  permissionsBoundaryArn,
}: Pick<StackConfig, "permissionsBoundaryArn">): pulumi.ResourceTransformation[] =>
  permissionsBoundaryArn === undefined
    ? []
    : [
        ({ type, props, opts }) =>
          type === "aws:iam/role:Role"
            ? { props: { ...(props as object), permissionsBoundary: permissionsBoundaryArn }, opts }
            : undefined,
      ];
