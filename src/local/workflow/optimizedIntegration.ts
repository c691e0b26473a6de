import type { SdkIntegration } from "./sdkIntegration";
import { TaskFailure } from "./taskFailure";

type Parameters = Record<string, unknown>;

interface OptimizedIntegration {
  readonly service: string;
  readonly action: string;
  /** JSON values stand in the parameters where the service's API takes text. */
  toApi(parameters: Parameters): Parameters;
  /** Throws a TaskFailure for an answer that Step Functions takes for a failure. */
  check?(result: unknown): void;
}

const asText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** Integrations of Step Functions' own by `arn:aws:states:::<service>:<action>`. */
const INTEGRATIONS: Readonly<Record<string, OptimizedIntegration>> = {
  "sqs:sendMessage": {
    service: "sqs",
    action: "sendMessage",
    toApi: ({ MessageBody, ...rest }) => ({ ...rest, MessageBody: asText(MessageBody) }),
  },
  "events:putEvents": {
    service: "eventbridge",
    action: "putEvents",
    toApi: ({ Entries }) => ({
      Entries: (Entries as Parameters[]).map(({ Detail, ...entry }) => ({
        ...entry,
        Detail: asText(Detail),
      })),
    }),
    check(result) {
      const { FailedEntryCount = 0 } = result as { FailedEntryCount?: number };
      if (FailedEntryCount > 0)
        throw new TaskFailure("EventBridge.FailedEntry", `${FailedEntryCount} entries were not taken`);
    },
  },
};

/** Calls the integration, or `undefined` where there is none of that name. */
export function optimizedIntegration(
  name: string,
  sdk: SdkIntegration,
): ((parameters: Parameters) => Promise<unknown>) | undefined {
  const integration = INTEGRATIONS[name];
  if (integration === undefined) return undefined;
  const { service, action } = integration;
  return async (parameters) => {
    const result = await sdk.call(service, action, integration.toApi(parameters));
    integration.check?.(result);
    return result;
  };
}
