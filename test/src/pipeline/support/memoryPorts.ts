import { BufferSource } from "../../../../dicom";
import { planToBuffer } from "../../../../dicom/write/executePlan";
import type {
  AuditWriter,
  CountingSource,
  KeyProvider,
  ObjectVersion,
  OutputWriter,
  RawObjectReader,
  ReadPattern,
} from "../../../../src/pipeline/ports";
import { PLANTED } from "./ctFile";

export const RAW_VERSION: ObjectVersion = {
  bucketName: "raw",
  objectKey: PLANTED.objectKey,
  versionId: "version-1",
};

/** A buffer that counts what is read of it. */
export class CountingBuffer extends BufferSource implements CountingSource {
  transferredBytes = 0;

  override async read(offset: number, lengthBytes: number): Promise<Uint8Array> {
    const bytes = await super.read(offset, lengthBytes);
    this.transferredBytes += bytes.length;
    return bytes;
  }
}

/** Opens the same bytes each time and remembers what was asked for. */
export class MemoryReader implements RawObjectReader {
  readonly opened: { version: ObjectVersion; pattern: ReadPattern }[] = [];
  readonly source: CountingBuffer;

  constructor(bytes: Uint8Array) {
    this.source = new CountingBuffer(bytes);
  }

  open(version: ObjectVersion, pattern: ReadPattern): Promise<CountingSource> {
    this.opened.push({ version, pattern });
    return Promise.resolve(this.source);
  }
}

/** Keeps what was written, in the order of writing. */
export class MemoryBucket {
  readonly written: { objectKey: string; bytes: Buffer }[] = [];

  readonly output: OutputWriter = {
    current: () => Promise.resolve(undefined),
    recognize: () => Promise.resolve(undefined),
    removeUnfinished: () => Promise.resolve(),
    write: async (objectKey, plan) => {
      const bytes = Buffer.from(await planToBuffer(plan));
      this.written.push({ objectKey, bytes });
      const checksum = { algorithm: "SHA-256", value: "ab".repeat(32) } as const;
      const { length } = bytes;
      return { versionId: "out-1", sizeBytes: length, sentBytes: length, scannedBytes: length, checksum };
    },
  };

  readonly audit: AuditWriter = {
    write: (objectKey, record) => {
      this.written.push({ objectKey, bytes: Buffer.from(JSON.stringify(record)) });
      return Promise.resolve();
    },
  };
}

export const FIXED_KEY: KeyProvider = {
  identity: { version: 4, keyId: "fixed" },
  getKey: () => Promise.resolve(new Uint8Array(32).fill(7)),
};
