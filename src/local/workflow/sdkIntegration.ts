import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as eventbridge from "@aws-sdk/client-eventbridge";
import * as kms from "@aws-sdk/client-kms";
import * as s3 from "@aws-sdk/client-s3";
import * as sfn from "@aws-sdk/client-sfn";
import type { LocalEndpoint } from "../functions/functionEnvironment";
import { SendMessageCommand, SqsClient, type SqsClientOptions } from "./sqsClient";
import { TaskFailure } from "./taskFailure";

interface SdkClient {
  send(command: object): Promise<unknown>;
  destroy(): void;
}
type CommandClass = new (input: object) => object;

interface ClientConfiguration extends SqsClientOptions {
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  readonly maxAttempts: number;
}

interface SdkService {
  /** As Step Functions writes it before the exception's name. */
  readonly errorPrefix: string;
  readonly commands: Readonly<Record<string, unknown>>;
  create(configuration: ClientConfiguration): SdkClient;
}

/** Services that a definition may call by `arn:aws:states:::aws-sdk:<service>:<action>`. */
const SERVICES: Readonly<Record<string, SdkService>> = {
  s3: { errorPrefix: "S3", commands: s3, create: (options) => new s3.S3Client(options) },
  cloudwatch: {
    errorPrefix: "CloudWatch",
    commands: cloudwatch,
    create: (options) => new cloudwatch.CloudWatchClient(options),
  },
  kms: { errorPrefix: "Kms", commands: kms, create: (options) => new kms.KMSClient(options) },
  eventbridge: {
    errorPrefix: "EventBridge",
    commands: eventbridge,
    create: (options) => new eventbridge.EventBridgeClient(options),
  },
  sqs: {
    errorPrefix: "Sqs",
    commands: { SendMessageCommand },
    create: (options) => new SqsClient(options),
  },
  sfn: { errorPrefix: "Sfn", commands: sfn, create: (options) => new sfn.SFNClient(options) },
};

export interface SdkIntegration {
  supports(service: string, action: string): boolean;
  /** @param parameters in Step Functions' PascalCase; rejects with a TaskFailure */
  call(service: string, action: string, parameters: Record<string, unknown>): Promise<unknown>;
  close(): void;
}

/** Calls services at the endpoint with the state machine's own credentials, by the real SDK. */
export function createSdkIntegration(endpoint: LocalEndpoint): SdkIntegration {
  const clients = new Map<string, SdkClient>();

  function clientOf(name: string, service: SdkService): SdkClient {
    const known = clients.get(name);
    if (known !== undefined) return known;
    const { accessKeyId, secretAccessKey } = endpoint;
    const client = service.create({
      endpoint: endpoint.url,
      region: endpoint.region,
      credentials: { accessKeyId, secretAccessKey },
      useFipsEndpoint: false,
      useDualstackEndpoint: false,
      maxAttempts: 1, // a definition declares its own retries
    });
    clients.set(name, client);
    return client;
  }

  return {
    supports: (service, action) => commandOf(service, action) !== undefined,
    async call(serviceName, action, parameters) {
      const service = SERVICES[serviceName];
      const Command = commandOf(serviceName, action);
      if (service === undefined || Command === undefined)
        throw new TaskFailure("States.Runtime", `aws-sdk:${serviceName}:${action} cannot run locally`);
      try {
        const command = new Command(toSdkInput(serviceName, parameters));
        return await toStateResult(await clientOf(serviceName, service).send(command));
      } catch (error) {
        throw describeServiceError(service.errorPrefix, error);
      }
    },
    close() {
      for (const client of clients.values()) client.destroy();
    },
  };
}

function commandOf(service: string, action: string): CommandClass | undefined {
  const command = SERVICES[service]?.commands[`${action.charAt(0).toUpperCase()}${action.slice(1)}Command`];
  return typeof command === "function" ? (command as CommandClass) : undefined;
}

/** S3's Body is written as JSON text, whatever JSON value it is: Step Functions quotes plain strings too. */
function toSdkInput(service: string, parameters: Record<string, unknown>): Record<string, unknown> {
  // The SDK writes Step Functions' own members in camelCase, Step Functions itself all of them in PascalCase.
  if (service === "sfn") return camelCase(parameters);
  if (service !== "s3" || parameters.Body === undefined) return parameters;
  return { ...parameters, Body: JSON.stringify(parameters.Body) };
}

const camelCase = (members: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name.replace(/^[A-Z]/, (first) => first.toLowerCase()),
      value as unknown,
    ]),
  );

/** The result is JSON, without what the JavaScript SDK adds to it; a body is text. */
async function toStateResult(output: unknown): Promise<unknown> {
  const { Body, ...rest } = output as { Body?: { transformToString?: () => Promise<string> } };
  const text = await Body?.transformToString?.();
  return JSON.parse(JSON.stringify({ ...pascalCase(rest), $metadata: undefined, Body: text }));
}

/** Step Functions writes members in PascalCase, whatever case the service writes them in. */
const pascalCase = (members: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name.replace(/^[a-z]/, (first) => first.toUpperCase()),
      value as unknown,
    ]),
  );

/** Modelled exceptions by their own name, others by the service's, as the Java SDK behind Step Functions names them. */
function describeServiceError(prefix: string, error: unknown): TaskFailure {
  if (!(error instanceof Error) || !("$metadata" in error)) {
    const message = error instanceof Error ? error.message : "unknown error";
    return new TaskFailure(`${prefix}.SdkClientException`, message);
  }
  const { httpStatusCode = 0, requestId = "" } = error.$metadata as {
    httpStatusCode?: number;
    requestId?: string;
  };
  const modelled = Object.getPrototypeOf(error) instanceof Error && error.constructor.name === error.name;
  const name = modelled ? error.name.replace(/(Exception)?$/, "Exception") : `${prefix}Exception`;
  const where = `(Service: ${prefix}, Status Code: ${httpStatusCode}, Request ID: ${requestId})`;
  return new TaskFailure(`${prefix}.${name}`, `${error.message} ${where}`);
}
