import { createHash } from "node:crypto";
import { sha256Hex } from "./canonicalRequest";
import { S3Error } from "../errors";
import { SignatureError } from "./signatureError";
import { equalInConstantTime, type ChunkSigner } from "./sigv4";

/** Longest chunk header or trailer line that is read. */
const MAX_LINE_BYTES = 4096;
const MAX_TRAILERS = 16;

const EMPTY_SHA256 = sha256Hex("");

export interface AwsChunkedOptions {
  /** Present where each chunk is signed. */
  readonly signer?: ChunkSigner | undefined;
  /** Whether trailer fields may follow the last chunk. */
  readonly trailer: boolean;
  /** Filled with the trailer fields, names in lower case, before the decoding ends. */
  readonly trailers: Map<string, string>;
}

/** Reads lines and counted bytes from a stream of chunks. */
class LineReader {
  private buffer: Buffer = Buffer.alloc(0);
  private readonly chunks: AsyncIterator<Uint8Array>;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.chunks = source[Symbol.asyncIterator]();
  }

  /** The next line without its CRLF. */
  async line(): Promise<string> {
    for (;;) {
      const end = this.buffer.indexOf("\r\n");
      if (end > MAX_LINE_BYTES || (end < 0 && this.buffer.length > MAX_LINE_BYTES)) throw malformed();
      if (end >= 0) {
        const line = this.buffer.toString("latin1", 0, end);
        this.buffer = this.buffer.subarray(end + 2);
        return line;
      }
      await this.more();
    }
  }

  /** At least one and at most `limit` bytes, as they come. */
  async some(limit: number): Promise<Buffer> {
    while (this.buffer.length === 0) await this.more();
    const bytes = this.buffer.subarray(0, limit);
    this.buffer = this.buffer.subarray(bytes.length);
    return bytes;
  }

  async expectEnd(): Promise<void> {
    if (this.buffer.length > 0 || (await this.chunks.next()).done !== true) throw malformed();
  }

  private async more(): Promise<void> {
    const next = await this.chunks.next();
    if (next.done === true) throw new S3Error("IncompleteBody", "The request body terminated unexpectedly");
    const bytes = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    this.buffer = this.buffer.length === 0 ? bytes : Buffer.concat([this.buffer, bytes]);
  }
}

function malformed(): S3Error {
  return new S3Error("InvalidRequest", "The body is not in the aws-chunked encoding");
}

/**
 * Decodes the `aws-chunked` content encoding as it streams. Chunk bytes are handed on before their
 * signature can be checked, so what they lead to must not be visible before the iteration has ended.
 * @throws S3Error where the encoding is wrong or cut short; SignatureError where a signature does not hold
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Uint8Array>,
  options: AwsChunkedOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { signer } = options;
  const reader = new LineReader(source);
  let signature = signer?.seedSignature ?? "";
  for (;;) {
    const { sizeBytes, chunkSignature } = parseChunkHeader(await reader.line());
    const hash = signer && createHash("sha256");
    for (let rest = sizeBytes; rest > 0;) {
      const bytes = await reader.some(rest);
      hash?.update(bytes);
      rest -= bytes.length;
      yield bytes;
    }
    if (signer && hash) {
      const expected = signer.sign("PAYLOAD", signature, [EMPTY_SHA256, hash.digest("hex")]);
      signature = checkedSignature(expected, chunkSignature);
    }
    if (sizeBytes === 0) break;
    if ((await reader.line()) !== "") throw malformed();
  }
  const trailerSignature = await readTrailers(reader, options);
  if (signer && options.trailer) {
    const canonical = [...options.trailers].map(([name, value]) => `${name}:${value}\n`).join("");
    checkedSignature(signer.sign("TRAILER", signature, [sha256Hex(canonical)]), trailerSignature);
  }
  await reader.expectEnd();
}

function parseChunkHeader(line: string): { sizeBytes: number; chunkSignature: string | undefined } {
  const match = /^([0-9a-f]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/i.exec(line);
  if (match === null) throw malformed();
  return { sizeBytes: parseInt(match[1] ?? "", 16), chunkSignature: match[2] };
}

/** Reads trailer fields up to the empty line and answers the trailer's signature. */
async function readTrailers(reader: LineReader, options: AwsChunkedOptions): Promise<string | undefined> {
  let signature: string | undefined;
  for (let line = await reader.line(); line !== ""; line = await reader.line()) {
    const colon = line.indexOf(":");
    if (!options.trailer || colon < 1 || options.trailers.size >= MAX_TRAILERS) throw malformed();
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === "x-amz-trailer-signature") signature = value;
    else options.trailers.set(name, value);
  }
  return signature;
}

function checkedSignature(expected: string, actual: string | undefined): string {
  if (actual === undefined || !equalInConstantTime(expected, actual))
    throw new SignatureError("mismatch", "The signature of a chunk or of the trailer does not hold");
  return expected;
}
