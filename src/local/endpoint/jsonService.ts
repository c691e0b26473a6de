import type { RequestContext } from "../iam/conditions";

export type JsonObject = Readonly<Record<string, unknown>>;

/** What an operation needs to be allowed before it runs. */
export interface RequiredAccess {
  readonly action: string;
  readonly resource: string;
  readonly context?: RequestContext;
}

export interface JsonOperation {
  requiredAccess(input: JsonObject): RequiredAccess | readonly RequiredAccess[];
  /** Answers the output's members; `undefined` for an empty body. Throws a ServiceError. */
  run(input: JsonObject): JsonObject | undefined | Promise<JsonObject | undefined>;
}

/** A service that speaks AWS JSON, as the SDK's clients of Step Functions, CloudWatch and KMS do. */
export interface JsonService {
  /** As in the credential's scope: `states`. */
  readonly signingName: string;
  /** Before the dot in `X-Amz-Target`. */
  readonly targetPrefix: string;
  readonly contentType: "application/x-amz-json-1.0" | "application/x-amz-json-1.1";
  /** Namespace of the shapes in `__type`. */
  readonly errorNamespace: string;
  readonly accessDeniedCode: string;
  readonly operations: Readonly<Record<string, JsonOperation>>;
}
