import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../settings";
import type { FunctionName } from "../names";

/** A Lambda function's handler, as Node's runtime calls it. */
export type Handler = (event: unknown) => Promise<unknown>;

interface HandlerModule {
  createHandler(settings: Settings): Handler;
}

// What `require` finds beside the archive's __index.js. Nothing of this file runs it: Pulumi takes the
// text of the functions below into the archive, where they run.
declare const require: (bundle: `./dist/lambda/${FunctionName}.js`) => HandlerModule;

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
};
