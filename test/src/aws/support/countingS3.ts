import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  NotFound,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import type { SparseBytes } from "./sparseBytes";

/** What became of one part: bytes that were sent, or a range that was copied. */
type Part = { readonly sent: Uint8Array } | { readonly offset: number; readonly lengthBytes: number };

/**
 * Stands for S3 with one object to read and one to write, and counts what it is asked. Takes no part in what
 * S3 decides: the embedded S3 is there for that.
 */
export class CountingS3 {
  /** Names of the commands, in order. */
  readonly commands: string[] = [];
  /** Of the object's bytes, those that were sent to the client. */
  readBytes = 0;
  /** Bytes that the client sent. */
  sentBytes = 0;
  /** Times at which requests started while none was on its way: what is waited for one after the other. */
  rounds = 0;
  mostAtOnce = 0;
  largestBytes = 0;
  private onTheirWay = 0;
  private readonly parts = new Map<number, Part>();

  constructor(private readonly object: SparseBytes) {}

  /** As `S3Client.send`. */
  readonly send = async (command: object): Promise<never> => {
    this.commands.push(command.constructor.name);
    if (this.onTheirWay++ === 0) this.rounds++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.onTheirWay);
    await new Promise((resolve) => setImmediate(resolve));
    this.onTheirWay--;
    return this.answer(command) as never;
  };

  count(name: string): number {
    return this.commands.filter((command) => command === name).length;
  }

  /** The object that was written, as far as it was sent: what was copied is not looked at. */
  get sent(): Buffer {
    const parts = [...this.parts.values()].flatMap((part) => ("sent" in part ? [part.sent] : []));
    return Buffer.concat(parts);
  }

  /** Ranges of the object that was read which are in the one that was written. */
  get copied(): { readonly offset: number; readonly lengthBytes: number }[] {
    return [...this.parts.values()].flatMap((part) => ("sent" in part ? [] : [part]));
  }

  private answer(command: object): object {
    if (command instanceof GetObjectCommand) return this.range(command.input.Range ?? "");
    if (command instanceof PutObjectCommand) return this.take(1, command.input.Body);
    if (command instanceof CreateMultipartUploadCommand) return { UploadId: "u" };
    if (command instanceof UploadPartCommand) return this.take(command.input.PartNumber, command.input.Body);
    if (command instanceof UploadPartCopyCommand) {
      const [first = 0, last = 0] = boundsOf(command.input.CopySourceRange ?? "");
      this.parts.set(command.input.PartNumber ?? 0, { offset: first, lengthBytes: last - first + 1 });
      return { CopyPartResult: { ETag: "e", ChecksumCRC64NVME: "AAAAAAAAAAA=" } };
    }
    if (command instanceof CompleteMultipartUploadCommand)
      return { VersionId: "v", ChecksumCRC64NVME: "AAAAAAAAAAA=" };
    if (command instanceof AbortMultipartUploadCommand) return {};
    if (command instanceof ListMultipartUploadsCommand) return {};
    if (command instanceof HeadObjectCommand)
      throw new NotFound({ message: "not found", $metadata: { httpStatusCode: 404 } });
    throw new Error(`nobody should ask for ${command.constructor.name}`);
  }

  private range(range: string): object {
    const [first = 0, last = 0] = boundsOf(range);
    const bytes = this.object.read(first, last - first + 1);
    this.readBytes += bytes.length;
    this.largestBytes = Math.max(this.largestBytes, bytes.length);
    const { sizeBytes } = this.object;
    return {
      ContentRange: `bytes ${first}-${first + bytes.length - 1}/${sizeBytes}`,
      ETag: "e",
      Body: { transformToByteArray: () => Promise.resolve(bytes) },
    };
  }

  private take(partNumber = 0, body: unknown): object {
    if (!(body instanceof Uint8Array)) throw new Error("bytes were expected");
    this.sentBytes += body.length;
    this.largestBytes = Math.max(this.largestBytes, body.length);
    this.parts.set(partNumber, { sent: body });
    return { ETag: "e", VersionId: "v", ChecksumCRC64NVME: "AAAAAAAAAAA=" };
  }
}

function boundsOf(range: string): number[] {
  return range.replace("bytes=", "").split("-").map(Number);
}
