import {
  BufferSource,
  createUidMap,
  deidentify,
  inspectFragments,
  planToBuffer,
  readDicom,
  type DeidentificationKey,
} from "../../../dicom";
import { failureOf } from "../../../src/cli/failure";
import { requireProcessable } from "../../../src/pipeline/validation/requireProcessable";
import { KEY } from "../corpus/fileBuilder";
import type { NamedPolicy } from "../policies";
import type { Engine, Result } from "./engine";

/** Runs over any file, with plants or without. */
export interface OurEngine extends Engine {
  run(file: { readonly bytes: Uint8Array }): Promise<Result>;
}

/** This project, as the command line and the functions call it. */
export function ours({ name, policy, options }: NamedPolicy, key: DeidentificationKey = KEY): OurEngine {
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
        const { code, status } = failureOf(error);
        return { refused: code, held: status === "held" };
      }
    },
  };
}
