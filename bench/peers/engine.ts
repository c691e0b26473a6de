import { readFileSync } from "node:fs";
import {
  BufferSource,
  createDeidentificationKey,
  DEFAULT_POLICY,
  deidentify,
  FileSource,
  readDicom,
  writePlanToFile,
  type ByteSource,
} from "../../dicom";
import type { Peer } from "./peer";
import { readStart } from "./readStart";

const key = createDeidentificationKey(Buffer.alloc(32, 7));

/** The engine of this repository, without the command line. */
export const engine: Peer = {
  headerOfStart: (path) => readHeader(new BufferSource(readStart(path))),
  header: (path) => readHeader(new BufferSource(readFileSync(path))),
  write: async (path, output) => {
    const source = await FileSource.open(path);
    try {
      const { plan } = deidentify(await readDicom(source), { policy: DEFAULT_POLICY, key });
      await writePlanToFile(plan, output);
    } finally {
      await source.close();
    }
  },
};

async function readHeader(source: ByteSource): Promise<void> {
  await readDicom(source, { stopBeforePixelData: true });
}
