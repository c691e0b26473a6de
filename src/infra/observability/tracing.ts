import type { StackConfig } from "../config/stackConfig";
import type { PolicyStatement } from "../policyDocument";

/** Segments and what X-Ray is told of their delivery; both know no resources. */
const SEND = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];

/** Step Functions decides itself which executions it traces, by the rules of the account. */
const SAMPLE = ["xray:GetSamplingRules", "xray:GetSamplingTargets"];

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
          Action: by === "function" ? SEND : [...SEND, ...SAMPLE],
          Resource: "*",
        },
      ]
    : [];

export const functionTracing = ({ enableXray }: Traced) =>
  enableXray ? { tracingConfig: { mode: "Active" } } : {};

export const stateMachineTracing = ({ enableXray }: Traced) =>
  enableXray ? { tracingConfiguration: { enabled: true } } : {};
