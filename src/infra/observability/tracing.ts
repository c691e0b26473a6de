import { SAMPLING_ACTIONS, SEGMENT_ACTIONS } from "../../deployPolicy/unscopedActions";
import type { StackConfig } from "../config/stackConfig";
import type { PolicyStatement } from "../policyDocument";

type Traced = Pick<StackConfig, "enableXray">;

/** What the role of a function or state machine needs for its service to send segments; nothing where there are none. */
export const traceStatements = (
  { enableXray }: Traced,
  by: "function" | "state machine",
): readonly PolicyStatement[] =>
  enableXray
    ? [
        {
          Sid: "SendTraces",
          Effect: "Allow",
          Action: by === "function" ? SEGMENT_ACTIONS : [...SEGMENT_ACTIONS, ...SAMPLING_ACTIONS],
          Resource: "*",
        },
      ]
    : [];

export const functionTracing = ({ enableXray }: Traced) =>
  enableXray ? { tracingConfig: { mode: "Active" } } : {};

export const stateMachineTracing = ({ enableXray }: Traced) =>
  enableXray ? { tracingConfiguration: { enabled: true } } : {};
