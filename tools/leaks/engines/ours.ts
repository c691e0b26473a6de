import {
  BufferSource,
  createUidMap,
  deidentify,
  DicomError,
  inspectFragments,
  planToBuffer,
  readDicom,
  type DeidentificationKey,
} from "../../../dicom";
import { requireProcessable } from "../../../src/pipeline/validation/validateObject";
import { KEY } from "../corpus/fileBuilder";
import type { NamedPolicy } from "../policies";
import type { Engine } from "./engine";

/** This project, as the command line and the functions call it. */
export function ours({ name, policy, options }: NamedPolicy, key: DeidentificationKey = KEY): Engine {
  const mapUid = createUidMap(key);
  return {
    name: `ours: ${name}`,
    ours: true,
    options,
    removesOutside: policy.preset === "strict",
    run: async ({ bytes }) => {
      try {
        const object = await readDicom(new BufferSource(bytes), { refuseDicomdir: true });
        requireProcessable(object);
        const { plan } = deidentify(object, {
          policy,
          key,
          mapUid,
          fragments: await inspectFragments(object),
        });
        return { output: await planToBuffer(plan) };
      } catch (error) {
        return { refused: refusalOf(error) };
      }
    },
  };
}

function refusalOf(error: unknown): string {
  if (error instanceof DicomError) return error.code;
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  throw error;
}
