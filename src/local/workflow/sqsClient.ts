import {
  deriveSigningKey,
  formatScope,
  sha256Hex,
  signText,
  SIGNING_ALGORITHM,
  stringToSign,
} from "../s3/protocol/canonicalRequest";

export interface SqsClientOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** One call of SQS: the action and its parameters. */
export class SendMessageCommand {
  readonly action = "SendMessage";
  constructor(readonly input: object) {}
}

/** What SQS answers to a call that failed, in the shape of the SDK's errors. */
class SqsServiceError extends Error {
  constructor(
    override readonly name: string,
    message: string,
    readonly $metadata: { readonly httpStatusCode: number; readonly requestId: string },
  ) {
    super(message);
  }
}

const CONTENT_TYPE = "application/x-amz-json-1.0";

/** As much of the SDK's client of SQS as a state machine uses: nothing else here needs the package. */
export class SqsClient {
  constructor(private readonly options: SqsClientOptions) {}

  async send({ action, input }: SendMessageCommand): Promise<unknown> {
    const body = JSON.stringify(input);
    const response = await fetch(this.options.endpoint, {
      method: "POST",
      headers: this.signedHeaders(action, body),
      body,
    });
    const answer = (await response.json()) as { __type?: string; message?: string };
    if (response.ok) return answer;
    const name = answer.__type?.split("#").at(-1) ?? "SqsException";
    throw new SqsServiceError(name, answer.message ?? "", {
      httpStatusCode: response.status,
      requestId: response.headers.get("x-amzn-requestid") ?? "",
    });
  }

  destroy(): void {
    // fetch keeps its connections itself.
  }

  private signedHeaders(action: string, body: string): Record<string, string> {
    const { endpoint, region, credentials } = this.options;
    const amzDate = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    const scope = { date: amzDate.slice(0, 8), region, service: "sqs" };
    const payloadHash = sha256Hex(body);
    const headers = {
      "content-type": CONTENT_TYPE,
      host: new URL(endpoint).host,
      "x-amz-content-sha256": payloadHash,
      "x-amz-date": amzDate,
      "x-amz-target": `AmazonSQS.${action}`,
    };
    const signedHeaders = Object.keys(headers);
    const request = { method: "POST", url: "/", rawHeaders: Object.entries(headers).flat() };
    const text = stringToSign({ request, scope, amzDate, signedHeaders, payloadHash });
    const signature = signText(deriveSigningKey(credentials.secretAccessKey, scope), text);
    const credential = `${credentials.accessKeyId}/${formatScope(scope)}`;
    return {
      ...headers,
      authorization: `${SIGNING_ALGORITHM} Credential=${credential}, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`,
    };
  }
}
