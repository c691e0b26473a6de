import { createHash, createHmac } from "node:crypto";

/** The parts of a request that Signature Version 4 covers; an `http.IncomingMessage` is one. */
export interface SignableRequest {
  readonly method?: string | undefined;
  /** Path and query as they came over the wire, undecoded. */
  readonly url?: string | undefined;
  /** Names and values in turn, as Node gives them. */
  readonly rawHeaders: readonly string[];
}

/** `20250131/us-east-1/s3/aws4_request`, taken apart. */
export interface CredentialScope {
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export const SIGNING_ALGORITHM = "AWS4-HMAC-SHA256";

export function formatScope(scope: CredentialScope): string {
  return `${scope.date}/${scope.region}/${scope.service}/aws4_request`;
}

export function sha256Hex(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function hmac(key: string | Uint8Array, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/** The key that is good for one day, region and service. */
export function deriveSigningKey(secretAccessKey: string, scope: CredentialScope): Buffer {
  const dateKey = hmac(`AWS4${secretAccessKey}`, scope.date);
  return hmac(hmac(hmac(dateKey, scope.region), scope.service), "aws4_request");
}

export function signText(signingKey: Uint8Array, text: string): string {
  return hmac(signingKey, text).toString("hex");
}

/** Percent-decodes bytes (not characters), so that whatever came can be encoded again. */
export function percentDecode(text: string, plusIsSpace = false): Buffer {
  const bytes = Buffer.from(plusIsSpace ? text.replaceAll("+", " ") : text, "latin1");
  let length = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const code = bytes[index] ?? 0;
    const hex = code === 0x25 ? bytes.toString("latin1", index + 1, index + 3) : "";
    if (/^[0-9a-f]{2}$/i.test(hex)) {
      bytes[length] = parseInt(hex, 16);
      index += 2;
    } else bytes[length] = code;
    length += 1;
  }
  return bytes.subarray(0, length);
}

/** Percent-encodes all but the unreserved characters of RFC 3986, with upper-case digits. */
function percentEncode(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    text += /[A-Za-z0-9\-._~]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return text;
}

export function splitUrl(url: string): { path: string; query: string } {
  const mark = url.indexOf("?");
  return mark < 0 ? { path: url, query: "" } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

/** S3 encodes the path once, every other service encodes the encoded path once more. */
function canonicalPath(path: string, service: string): string {
  return path
    .split("/")
    .map((segment) =>
      percentEncode(service === "s3" ? percentDecode(segment) : Buffer.from(segment, "latin1")),
    )
    .join("/");
}

function canonicalQuery(query: string, leaveOut: string | undefined): string {
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      const name = equals < 0 ? pair : pair.slice(0, equals);
      const value = equals < 0 ? "" : pair.slice(equals + 1);
      return [percentEncode(percentDecode(name, true)), percentEncode(percentDecode(value, true))] as const;
    })
    .filter(([name]) => name !== leaveOut)
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/** Values of a header in order of appearance, trimmed, runs of blanks as one; `undefined` where there is none. */
export function headerValue(request: SignableRequest, name: string): string | undefined {
  const values: string[] = [];
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2)
    if (request.rawHeaders[index]?.toLowerCase() === name)
      values.push((request.rawHeaders[index + 1] ?? "").trim().replace(/ +/g, " "));
  return values.length === 0 ? undefined : values.join(",");
}

/** Lower-case names of the request's headers. */
export function headerNames(request: SignableRequest): string[] {
  return request.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
}

export interface SignatureInput {
  readonly request: SignableRequest;
  readonly scope: CredentialScope;
  /** `20250131T235959Z` */
  readonly amzDate: string;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
  /** The query parameter that carries the signature itself. */
  readonly leaveOut?: string | undefined;
}

/** The string to sign of "Authenticating Requests (AWS Signature Version 4)". */
export function stringToSign(input: SignatureInput): string {
  const { path, query } = splitUrl(input.request.url ?? "/");
  const canonicalRequest = [
    input.request.method ?? "GET",
    canonicalPath(path, input.scope.service),
    canonicalQuery(query, input.leaveOut),
    ...input.signedHeaders.map((name) => `${name}:${headerValue(input.request, name) ?? ""}`),
    "",
    input.signedHeaders.join(";"),
    input.payloadHash,
  ].join("\n");
  return [
    SIGNING_ALGORITHM,
    input.amzDate,
    formatScope(input.scope),
    sha256Hex(Buffer.from(canonicalRequest, "latin1")),
  ].join("\n");
}
