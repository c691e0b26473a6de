import * as v from "valibot";
import { VALIDATION_PRESETS } from "../../validationPolicy";
import { oneOf, wholeNumber } from "./values";

const VALIDATION_MESSAGE = `one of ${VALIDATION_PRESETS.join(", ")}, or the path of a JSON or YAML policy file`;

/** What functions run on, and what they run. */
export const functionKeys = {
  lambdaRuntime: v.optional(oneOf(["nodejs22.x", "nodejs24.x"]), "nodejs24.x"),
  lambdaTimeoutSeconds: v.optional(wholeNumber(10, 900, "seconds"), "300"),
  lambdaMemoryMb: v.optional(wholeNumber(128, 10240, "MB"), "512"),
  /** Of ingestion, validation and de-identification each; dispatch takes from what the account has, as its queue bounds it. */
  reservedConcurrency: v.optional(wholeNumber(1, 10_000, "executions at a time")),
  /** A preset, or the path of a validation policy file, from the project's folder. */
  validation: v.optional(v.pipe(v.string(), v.nonEmpty(VALIDATION_MESSAGE)), "lenient"),
  /** Path of the de-identification policy file, from the project's folder. */
  deidPolicy: v.optional(v.pipe(v.string(), v.nonEmpty("the path of a JSON or YAML policy file"))),
};
