import { readFileSync } from "node:fs";
import {
  BufferSource,
  createDeidentificationKey,
  DEFAULT_POLICY,
  deidentify,
  inspectFragments,
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
      const object = await readDicom(source);
      const fragments = await inspectFragments(object);
      const { plan } = deidentify(object, { policy: DEFAULT_POLICY, key, fragments });
      await writePlanToFile(plan, output);
    } finally {
      await source.close();
    }
  },
};

async function readHeader(source: ByteSource): Promise<void> {
  await readDicom(source, { stopBeforePixelData: true });
}
