import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../settings";
import type { FunctionName } from "../names";

/** A Lambda function's handler, as Node's runtime calls it. */
export type Handler = (event: unknown) => Promise<unknown>;

/** What lies beside the archive's __index.js. */
interface Bundles {
  "./dist/lambda/dispatch.js": typeof import("../../handlers/dispatch");
  "./dist/lambda/ingestion.js": typeof import("../../handlers/ingestion");
  "./dist/lambda/validation.js": typeof import("../../handlers/validation");
  "./dist/lambda/deidentification.js": typeof import("../../handlers/deidentification");
  "./dist/lambda/study.js": typeof import("../../handlers/study");
}

// Nothing of this file runs it: Pulumi takes the text of the functions below into the archive, where they run.
declare const require: <Path extends keyof Bundles>(bundle: Path) => Bundles[Path];

/**
 * The closures that Pulumi serialises, one a function: each captures `settings` alone and loads the
 * bundle that travels beside it (docs/decisions/0002-thin-closures.md). They are written out so that each
 * text names its own file.
 */
export const handlerFactories: Record<FunctionName, (settings: pulumi.Output<Settings>) => () => Handler> = {
  dispatch: (settings) => () => require("./dist/lambda/dispatch.js").createHandler(settings.get()),
  ingestion: (settings) => () => require("./dist/lambda/ingestion.js").createHandler(settings.get()),
  validation: (settings) => () => require("./dist/lambda/validation.js").createHandler(settings.get()),
  deidentification: (settings) => () =>
    require("./dist/lambda/deidentification.js").createHandler(settings.get()),
  study: (settings) => () => require("./dist/lambda/study.js").createHandler(settings.get()),
};
