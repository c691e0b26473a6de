import { createHash, createHmac } from "node:crypto";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { TestS3 } from "./startS3Server";

export interface RawAnswer {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface RawRequest {
  readonly method?: string;
  /** Path and query, encoded; sent and signed as it is. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** `x-amz-content-sha256`; the hash of the body unless given. */
  readonly payloadHash?: string;
  readonly signedAt?: Date;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly region?: string;
  readonly service?: string;
  /** Makes the body, for which the signature of the request has to be known. */
  readonly createBody?: (signing: RequestSigning) => string | Uint8Array;
}

/** What the signatures of chunks go on from. */
export interface RequestSigning {
  readonly signature: string;
  readonly sign: (text: string) => string;
  readonly amzDate: string;
  readonly scope: string;
}

export function sha256Hex(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function hmac(key: string | Uint8Array, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/** The value of an element in an XML answer. */
export function xmlText(document: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(document)?.[1];
}

/** Signs by hand, apart from the code under test, and sends what it is told to. */
export async function sendSigned(server: TestS3, raw: RawRequest): Promise<RawAnswer> {
  const { accessKeyId, secretAccessKey } = raw.credentials ?? server.credentials;
  const amzDate = (raw.signedAt ?? new Date()).toISOString().replace(/[-:]|\.\d+/g, "");
  const scope = `${amzDate.slice(0, 8)}/${raw.region ?? server.region}/${raw.service ?? "s3"}/aws4_request`;
  const [path = "", query = ""] = raw.path.split("?");
  const headers: Record<string, string> = {
    host: new URL(server.endpoint).host,
    "x-amz-content-sha256": raw.payloadHash ?? sha256Hex(raw.body ?? ""),
    "x-amz-date": amzDate,
    ...raw.headers,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    raw.method ?? "GET",
    path,
    query
      .split("&")
      .map((pair) => (pair === "" || pair.includes("=") ? pair : `${pair}=`))
      .sort()
      .join("&"),
    ...names.map((name) => `${name}:${headers[name]!}`),
    "",
    names.join(";"),
    headers["x-amz-content-sha256"],
  ].join("\n");
  const key = scope
    .split("/")
    .reduce<string | Buffer>((from, part) => hmac(from, part), `AWS4${secretAccessKey}`);
  const sign = (text: string) => hmac(key, text).toString("hex");
  const signature = sign(["AWS4-HMAC-SHA256", amzDate, scope, sha256Hex(canonical)].join("\n"));
  const body = raw.createBody?.({ signature, sign, amzDate, scope }) ?? raw.body ?? "";
  headers["authorization"] =
    `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  if (!("content-length" in headers)) headers["content-length"] = String(Buffer.byteLength(body));
  return send(server, raw.method ?? "GET", raw.path, headers, body);
}

/** Sends a request without signing it. */
export async function send(
  server: TestS3,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body: Uint8Array | string = "",
): Promise<RawAnswer> {
  const { hostname, port } = new URL(server.endpoint);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          statusCode: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}
