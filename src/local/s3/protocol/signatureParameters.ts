import {
  headerValue,
  percentDecode,
  SIGNING_ALGORITHM,
  splitUrl,
  type CredentialScope,
  type SignableRequest,
} from "./canonicalRequest";
import { SignatureError, type SignatureFault } from "./signatureError";

/** What a request says about its own signature. */
export interface SignatureParameters {
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  /** As sent, `20250131T235959Z`. */
  readonly amzDate: string;
  readonly signedAt: Date;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly sessionToken: string | undefined;
}

const HEADER_PARAMETERS = ["Credential", "SignedHeaders", "Signature"] as const;

/** Parses `20250131T235959Z`; `undefined` for anything else. */
function parseAmzDate(text: string | undefined): Date | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? "");
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1);
  const date = new Date(
    `${year ?? ""}-${month ?? ""}-${day ?? ""}T${hour ?? ""}:${minute ?? ""}:${second ?? ""}Z`,
  );
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The decoded query parameters by name; of a repeated one the first. */
export function queryParameters(request: SignableRequest): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of splitUrl(request.url ?? "").query.split("&")) {
    const [name = "", ...value] = pair.split("=");
    const key = percentDecode(name, true).toString();
    if (pair !== "" && !parameters.has(key))
      parameters.set(key, percentDecode(value.join("="), true).toString());
  }
  return parameters;
}

export function readParameters(
  fault: SignatureFault,
  fields: {
    credential: string;
    amzDate: string;
    signedHeaders: string;
    signature: string;
    token: string | undefined;
  },
): SignatureParameters {
  const [terminator, service, region, date, ...keyParts] = fields.credential.split("/").reverse();
  const accessKeyId = keyParts.reverse().join("/");
  const signedAt = parseAmzDate(fields.amzDate);
  if (terminator !== "aws4_request" || !service || !region || !date || accessKeyId === "")
    throw new SignatureError(fault, "The credential is not KEY/DATE/REGION/SERVICE/aws4_request");
  if (signedAt === undefined)
    throw new SignatureError(fault, "X-Amz-Date is not of the form YYYYMMDDTHHMMSSZ");
  if (!fields.amzDate.startsWith(date))
    throw new SignatureError(fault, "The date of the credential is not the date of the request");
  const signedHeaders = fields.signedHeaders.split(";");
  if (!signedHeaders.includes("host") || signedHeaders.some((name) => name !== name.toLowerCase()))
    throw new SignatureError(fault, "SignedHeaders does not include host, or is not in lower case");
  return {
    accessKeyId,
    scope: { date, region, service },
    amzDate: fields.amzDate,
    signedAt,
    signedHeaders,
    signature: fields.signature,
    sessionToken: fields.token,
  };
}

/** Parses the `Authorization` header. */
export function parseAuthorizationHeader(
  request: SignableRequest,
  authorization: string,
): SignatureParameters {
  const [algorithm, ...rest] = authorization.split(" ");
  if (algorithm !== SIGNING_ALGORITHM)
    throw new SignatureError("malformed", `The authorization mechanism is not ${SIGNING_ALGORITHM}`);
  const fields = new Map(
    rest
      .join("")
      .split(",")
      .map((field) => {
        const equals = field.indexOf("=");
        return [field.slice(0, equals), field.slice(equals + 1)] as const;
      }),
  );
  const [credential, signedHeaders, signature] = HEADER_PARAMETERS.map((name) => fields.get(name));
  if (!credential || !signedHeaders || !signature)
    throw new SignatureError(
      "malformed",
      "The authorization header lacks Credential, SignedHeaders or Signature",
    );
  return readParameters("malformed", {
    credential,
    signedHeaders,
    signature,
    amzDate: headerValue(request, "x-amz-date") ?? "",
    token: headerValue(request, "x-amz-security-token"),
  });
}
