import { parseSettings, type Settings } from "../settings";
import { awsStepRuntime } from "./runtime/awsStepRuntime";
import { createStepHandler, type StepHandler } from "./runtime/stepHandler";

/** @throws InvalidSettingsError when the function starts */
export function createHandler(settings: Settings): StepHandler {
  parseSettings(settings);
  return createStepHandler("deidentification", awsStepRuntime("deidentification", settings), () =>
    Promise.reject(new Error("the engine is not there yet")),
  );
}
