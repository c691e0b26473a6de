import { createHash } from "node:crypto";
import {
  checksumHeader,
  createChecksum,
  isChecksumValue,
  type ChecksumAlgorithm,
} from "../checksums/checksums";
import type { RunningChecksum } from "../checksums/crc";
import { S3Error } from "../errors";

/** Bytes to be stored, with all that their sender said about them. */
export interface UploadBody {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Length that the bytes have to have. */
  readonly sizeBytes?: number | undefined;
  readonly md5Base64?: string | undefined;
  readonly sha256Hex?: string | undefined;
  /** `value` is asked for after the last byte, because it may come in a trailer. */
  readonly checksum?:
    { readonly algorithm: ChecksumAlgorithm; readonly value: () => string | undefined } | undefined;
}

/** What was computed over a body that kept all its promises. */
export interface BodyDigests {
  readonly sizeBytes: number;
  readonly md5: Buffer;
  /** Base64. */
  readonly checksums: ReadonlyMap<ChecksumAlgorithm, string>;
}

export function bodyOf(content: Uint8Array | string | AsyncIterable<Uint8Array>): UploadBody {
  if (typeof content !== "string" && Symbol.asyncIterator in content) return { chunks: content };
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return { sizeBytes: bytes.length, chunks: singleChunk(bytes) };
}

async function* singleChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  await Promise.resolve();
  if (bytes.length > 0) yield bytes;
}

/** Passes a body's bytes on while hashing them; `digests` is there, and checked, once they have ended. */
export class BodyReader {
  private readonly md5 = createHash("md5");
  private readonly sha256: RunningChecksum | undefined;
  private readonly running = new Map<ChecksumAlgorithm, RunningChecksum>();
  private length = 0;
  private result: BodyDigests | undefined;

  /** @param algorithms computed beside the one that the body comes with */
  constructor(
    private readonly body: UploadBody,
    algorithms: readonly ChecksumAlgorithm[] = [],
  ) {
    this.sha256 = body.sha256Hex === undefined ? undefined : createHash("sha256");
    for (const algorithm of [...algorithms, ...(body.checksum ? [body.checksum.algorithm] : [])])
      if (!this.running.has(algorithm)) this.running.set(algorithm, createChecksum(algorithm));
  }

  /** @throws S3Error at the end, where a length, hash or checksum is not what the sender said */
  async *chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of this.body.chunks) {
      this.length += chunk.length;
      if (this.length > (this.body.sizeBytes ?? Infinity)) throw incompleteBody();
      this.md5.update(chunk);
      this.sha256?.update(chunk);
      for (const checksum of this.running.values()) checksum.update(chunk);
      yield chunk;
    }
    this.result = this.verify();
  }

  get digests(): BodyDigests {
    if (this.result === undefined) throw new Error("The body has not been read to its end");
    return this.result;
  }

  private verify(): BodyDigests {
    const { body } = this;
    if (body.sizeBytes !== undefined && this.length !== body.sizeBytes) throw incompleteBody();
    const md5 = this.md5.digest();
    if (body.md5Base64 !== undefined && md5.toString("base64") !== body.md5Base64)
      throw new S3Error("BadDigest", "The Content-MD5 you specified did not match what we received.");
    if (this.sha256 && this.sha256.digest().toString("hex") !== body.sha256Hex)
      throw new S3Error(
        "XAmzContentSHA256Mismatch",
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
      );
    const checksums = new Map(
      [...this.running].map(([algorithm, checksum]) => [algorithm, checksum.digest().toString("base64")]),
    );
    if (body.checksum) verifyChecksum(body.checksum.algorithm, body.checksum.value(), checksums);
    return { sizeBytes: this.length, md5, checksums };
  }
}

function verifyChecksum(
  algorithm: ChecksumAlgorithm,
  claimed: string | undefined,
  computed: ReadonlyMap<ChecksumAlgorithm, string>,
): void {
  if (claimed === undefined || !isChecksumValue(algorithm, claimed))
    throw new S3Error("InvalidRequest", `Value for ${checksumHeader(algorithm)} header is invalid.`);
  if (claimed !== computed.get(algorithm))
    throw new S3Error("BadDigest", `The ${algorithm} you specified did not match the calculated checksum.`);
}

function incompleteBody(): S3Error {
  return new S3Error(
    "IncompleteBody",
    "You did not provide the number of bytes specified by the Content-Length HTTP header.",
  );
}

/** Reads a short document into memory, with the same checks. */
export async function readWhole(body: UploadBody, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of new BodyReader(body).chunks()) {
    length += chunk.length;
    if (length > maxBytes) throw new S3Error("EntityTooLarge", "The request document is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
