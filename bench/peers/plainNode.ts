import { createReadStream, createWriteStream, readFileSync, writeFileSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Peer } from "./peer";
import { readStart } from "./readStart";

const CHUNK_BYTES = 1024 * 1024;

/** What Node needs to move the bytes and nothing else: the floor. */
export const plainNode: Peer = {
  headerOfStart: (path) => void readStart(path),
  header: (path) => void readFileSync(path),
  write: (path, output) => writeFileSync(output, readFileSync(path)),
};

export const nodeStream: Peer = {
  write: (path, output) =>
    pipeline(
      createReadStream(path, { highWaterMark: CHUNK_BYTES }),
      createWriteStream(output, { highWaterMark: CHUNK_BYTES }),
    ),
};
