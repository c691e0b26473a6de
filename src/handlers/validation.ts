import { parseSettings, type Settings } from "../settings";
import { awsStepRuntime } from "./runtime/awsStepRuntime";
import { createStepHandler, type StepResponse } from "./runtime/stepHandler";

/** @throws InvalidSettingsError when the function starts */
export function createHandler(settings: Settings): (event: unknown) => Promise<StepResponse> {
  parseSettings(settings);
  return createStepHandler("validation", awsStepRuntime("validation", settings), () =>
    Promise.reject(new Error("the engine is not there yet")),
  );
}
