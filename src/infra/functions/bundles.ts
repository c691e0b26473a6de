import * as pulumi from "@pulumi/pulumi";
import { existsSync, readFileSync } from "node:fs";
import { FUNCTION_NAMES, type FunctionName } from "../names";

/** Where a function's bundle lies, from the project's folder and from the root of its archive alike. */
export const bundlePath = (name: FunctionName): string => `./dist/lambda/${name}.js`;

/** @throws pulumi.RunError where a function's bundle has not been built */
export function requireBundles(): void {
  const missing = FUNCTION_NAMES.filter((name) => !existsSync(bundlePath(name)));
  if (missing.length > 0)
    throw new pulumi.RunError(
      `The code of ${missing.join(", ")} is not in dist/lambda: run "npm run build" first, then pulumi again.`,
    );
}

/**
 * The packages that Pulumi would put into every archive if it were not told otherwise: all of this
 * project's. A bundle carries what it needs of them inside.
 */
export function projectDependencies(): string[] {
  const manifest: unknown = JSON.parse(readFileSync("package.json", "utf8"));
  if (typeof manifest !== "object" || manifest === null || !("dependencies" in manifest)) return [];
  return Object.keys(manifest.dependencies ?? {});
}
