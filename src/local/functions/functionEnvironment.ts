import { devNull } from "node:os";

export interface FunctionIdentity {
  readonly name: string;
  readonly arn: string;
  readonly handler: string;
  readonly runtime: string;
  readonly memoryMb: number;
  readonly logGroupName: string;
  readonly codeDirectory: string;
  /** Environment variables that the stack declares. */
  readonly declared: Readonly<Record<string, string>>;
}

export interface LocalEndpoint {
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * The whole environment of a function's process: what the stack declares, what Lambda sets, and of this
 * process's own environment nothing but PATH. The SDK's configuration files are out of reach too, since
 * a developer's profile would otherwise change what runs.
 */
export function functionEnvironment(
  identity: FunctionIdentity,
  endpoint: LocalEndpoint,
): Record<string, string> {
  return {
    ...identity.declared,
    PATH: process.env.PATH ?? "",
    TZ: "UTC",
    LAMBDA_TASK_ROOT: identity.codeDirectory,
    LOCAL_FUNCTION_ARN: identity.arn,
    _HANDLER: identity.handler,
    AWS_ACCESS_KEY_ID: endpoint.accessKeyId,
    AWS_SECRET_ACCESS_KEY: endpoint.secretAccessKey,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_DEFAULT_REGION: endpoint.region,
    AWS_REGION: endpoint.region,
    AWS_ENDPOINT_URL: endpoint.url,
    AWS_EXECUTION_ENV: `AWS_Lambda_${identity.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: identity.name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(identity.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: identity.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: "local",
  };
}
