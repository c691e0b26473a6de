import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DicomLimitError } from "../errors";
import { BufferSource, FileSource, type ByteSource } from "./byteSource";

/** A source that has to be given back. */
export interface SpooledSource extends ByteSource {
  /** Removes what the stream was kept in. */
  close(): Promise<void>;
}

/** How much of a stream is kept, and where. */
export interface SpoolOptions {
  /** A longer stream goes into a file; a shorter one stays in memory. */
  readonly inMemoryBytes?: number;
  /** A longer stream ends in `STREAM_TOO_LONG`; without a limit the disk is the limit. */
  readonly limitBytes?: number;
  /** Where the file goes; the system's folder for temporary files where absent. */
  readonly directory?: string;
}

const IN_MEMORY_BYTES = 4 * 1024 * 1024;

/**
 * Takes in a stream that can only be read once (a Node or web stream of bytes), so that it can be read at random:
 * what is written of an object depends on all of it. Memory: `inMemoryBytes`, 4 MiB unless given.
 *
 * @throws DicomLimitError `STREAM_TOO_LONG`, and whatever the stream fails with; either way nothing is left behind
 */
export async function spoolStream(
  stream: AsyncIterable<Uint8Array>,
  { inMemoryBytes = IN_MEMORY_BYTES, limitBytes = Infinity, directory = tmpdir() }: SpoolOptions = {},
): Promise<SpooledSource> {
  const chunks = bounded(stream, limitBytes);
  try {
    const held: Uint8Array[] = [];
    let heldBytes = 0;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      held.push(new Uint8Array(next.value)); // whoever makes the chunks may use one buffer for all
      heldBytes += next.value.length;
      if (heldBytes > inMemoryBytes) return await spoolToFile(held, chunks, directory);
    }
    const source = new BufferSource(Buffer.concat(held));
    return {
      sizeBytes: source.sizeBytes,
      read: (offset, lengthBytes) => source.read(offset, lengthBytes),
      close: () => Promise.resolve(),
    };
  } catch (error) {
    await chunks.return(undefined); // lets go of the stream where it was the disk that failed
    throw error;
  }
}

async function* bounded(stream: AsyncIterable<Uint8Array>, limitBytes: number): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0;
  for await (const chunk of stream) {
    sizeBytes += chunk.length;
    if (sizeBytes > limitBytes) {
      throw new DicomLimitError("STREAM_TOO_LONG", `the stream has more than ${limitBytes} bytes`);
    }
    yield chunk;
  }
}

async function spoolToFile(
  held: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
  directory: string,
): Promise<SpooledSource> {
  const folder = await mkdtemp(join(directory, "dicom-spool-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, "stream");
  try {
    const file = await open(path, "wx", 0o600);
    try {
      for (const chunk of held) await file.appendFile(chunk);
      for (let next = await rest.next(); !next.done; next = await rest.next())
        await file.appendFile(next.value);
    } finally {
      await file.close();
    }
    const source = await FileSource.open(path);
    const close = async () => {
      await source.close();
      await remove();
    };
    return {
      sizeBytes: source.sizeBytes,
      read: (offset, lengthBytes) => source.read(offset, lengthBytes),
      close,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
