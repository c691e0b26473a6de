import type { IncomingMessage } from "node:http";
import { decodeAwsChunked } from "./awsChunked";
import { algorithmOfHeader, isChecksumAlgorithm, type ChecksumAlgorithm } from "../checksums/checksums";
import { S3Error } from "../errors";
import type { PayloadMode } from "./sigv4";
import type { UploadBody } from "../store/uploadBody";

/** Request headers, names in lower case. */
export type HeaderLookup = (name: string) => string | undefined;

/** Names that start like a checksum and are none. */
const NOT_CHECKSUMS = new Set(["x-amz-checksum-mode", "x-amz-checksum-type", "x-amz-checksum-algorithm"]);

/**
 * The body of a request: unwrapped from `aws-chunked`, with the hashes that its sender declared.
 * Nothing is read before the chunks are asked for.
 * @throws S3Error where the headers contradict each other
 */
export function createRequestBody(
  request: IncomingMessage,
  header: HeaderLookup,
  payload: PayloadMode,
): UploadBody {
  const trailers = new Map<string, string>();
  const chunked = payload.kind === "signedChunks" || payload.kind === "unsignedChunks";
  const hasTrailer =
    payload.kind === "unsignedChunks" || (payload.kind === "signedChunks" && payload.trailer);
  const raw: AsyncIterable<Uint8Array> = {
    // The socket has to outlive a body that is refused, to carry the answer.
    [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }),
  };
  return {
    chunks: chunked
      ? decodeAwsChunked(raw, {
          trailers,
          trailer: hasTrailer,
          signer: payload.kind === "signedChunks" ? payload.signer : undefined,
        })
      : raw,
    sizeBytes: declaredLength(header, chunked),
    md5Base64: declaredMd5(header("content-md5")),
    sha256Hex: payload.kind === "sha256" ? payload.sha256Hex : undefined,
    checksum: declaredChecksum(request, header, trailers),
  };
}

function declaredLength(header: HeaderLookup, chunked: boolean): number {
  const text = header(chunked ? "x-amz-decoded-content-length" : "content-length");
  if (text !== undefined && /^\d{1,15}$/.test(text)) return Number(text);
  if (
    text === undefined &&
    header("transfer-encoding") === undefined &&
    header("content-length") === undefined
  )
    return 0;
  if (text === undefined && header("transfer-encoding") !== undefined)
    throw new S3Error(
      "NotImplemented",
      "A header you provided implies functionality that is not implemented",
      {
        fields: { Header: "Transfer-Encoding" },
      },
    );
  throw new S3Error("MissingContentLength", "You must provide the Content-Length HTTP header.");
}

function declaredMd5(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const bytes = Buffer.from(value, "base64");
  if (bytes.length !== 16 || bytes.toString("base64") !== value)
    throw new S3Error("InvalidDigest", "The Content-MD5 you specified was invalid.");
  return value;
}

function declaredChecksum(
  request: IncomingMessage,
  header: HeaderLookup,
  trailers: ReadonlyMap<string, string>,
): UploadBody["checksum"] {
  const names = Object.keys(request.headers).filter(
    (name) => name.startsWith("x-amz-checksum-") && !NOT_CHECKSUMS.has(name),
  );
  const trailerNames = (header("x-amz-trailer") ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name.startsWith("x-amz-checksum-"));
  if (names.length + trailerNames.length > 1)
    throw new S3Error(
      "InvalidRequest",
      "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
    );
  const requested = header("x-amz-sdk-checksum-algorithm");
  const [inHeader, inTrailer] = [names[0], trailerNames[0]];
  const name = inHeader ?? inTrailer;
  if (name === undefined) {
    if (requested === undefined) return undefined;
    throw new S3Error(
      "InvalidRequest",
      "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.",
    );
  }
  const algorithm = knownAlgorithm(name);
  if (requested !== undefined && requested.toUpperCase() !== algorithm)
    throw new S3Error("InvalidRequest", "Value for x-amz-sdk-checksum-algorithm header is invalid.");
  return {
    algorithm,
    value: () => (inHeader === undefined ? trailers.get(name) : header(inHeader)),
  };
}

function knownAlgorithm(headerName: string): ChecksumAlgorithm {
  const algorithm = algorithmOfHeader(headerName);
  // Ignoring it would store bytes that nobody checked.
  if (algorithm === undefined)
    throw new S3Error("NotImplemented", "The checksum algorithm you specified is not implemented here.");
  return algorithm;
}

/** The algorithm that a header such as `x-amz-checksum-algorithm` names. */
export function parseAlgorithm(name: string | undefined): ChecksumAlgorithm | undefined {
  if (name === undefined) return undefined;
  const upper = name.toUpperCase();
  if (!isChecksumAlgorithm(upper))
    throw new S3Error(
      "InvalidRequest",
      "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]",
    );
  return upper;
}
