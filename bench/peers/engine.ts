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
  type DicomObject,
} from "../../dicom";
import { validateDicom } from "../../dicom/validate/validateDicom";
import type { Peer } from "./peer";
import { readStart } from "./readStart";

const key = createDeidentificationKey(Buffer.alloc(32, 7));

/** The engine of this repository, without the command line. */
export const engine: Peer = {
  headerOfStart: async (path) => {
    await readHeader(new BufferSource(readStart(path)));
  },
  header: async (path) => {
    await readHeader(new BufferSource(readFileSync(path)));
  },
  validateStart: async (path) => {
    validateDicom(await readHeader(new BufferSource(readStart(path))));
  },
  validate: async (path) => {
    validateDicom(await readHeader(new BufferSource(readFileSync(path))));
  },
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

function readHeader(source: ByteSource): Promise<DicomObject> {
  return readDicom(source, { stopBeforePixelData: true });
}
