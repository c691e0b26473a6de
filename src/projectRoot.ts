import { resolve } from "node:path";

/** The folder of Pulumi.yaml and dist/, from dist/src. */
export const PROJECT_ROOT = resolve(__dirname, "../..");
