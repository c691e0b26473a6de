import {
  BufferSource,
  createDeidentificationKey,
  DEFAULT_POLICY,
  deidentify,
  DicomError,
  formatDicomJson,
  fromDicomJson,
  planToBuffer,
  planWrite,
  readDicom,
  toDicomJson,
  type DicomObject,
  type DicomWarningCode,
  type Policy,
  type WritePlan,
} from "../../dicom";
import { InputRejectedError } from "../../src/pipeline/rejection";
import { requireProcessable, validateObject } from "../../src/pipeline/validation/validateObject";

/** Bounds that mutated files of some kilobytes can reach. */
const LIMITS = { inlineValueBytes: 1024, elements: 20_000, depth: 32, inflatedBytes: 1024 * 1024 };

/** Where the encoding is a guess, the guess of what was written may be another: its start is what was damaged. */
const GUESSED: ReadonlySet<DicomWarningCode> = new Set([
  "MISSING_TRANSFER_SYNTAX",
  "TRANSFER_SYNTAX_MISMATCH",
]);

const KEY = createDeidentificationKey(new Uint8Array(32));
const POLICY: Policy = DEFAULT_POLICY;

/** The way that the pipeline takes an input, and the ways around it; each ends by itself. */
const STEPS: readonly ((object: DicomObject) => unknown)[] = [
  (object) => readAgain(object, planWrite(object)),
  (object) => {
    const json: unknown = JSON.parse(formatDicomJson(toDicomJson(object.dataSet)));
    return fromDicomJson(json, { limits: LIMITS, bulkData: () => new Uint8Array() });
  },
  (object) => validateObject(object),
  (object) => requireProcessable(object),
  (object) => readAgain(object, deidentify(object, { policy: POLICY, key: KEY }).plan),
];

/**
 * Takes bytes through everything that an input goes through.
 *
 * @returns what came out that is neither a `DicomError` nor a rejection of the pipeline; none where all is well
 */
export async function exercise(bytes: Uint8Array): Promise<unknown[]> {
  const source = new BufferSource(bytes);
  const failures: unknown[] = [];
  const attempt = async <T>(work: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DicomError || error instanceof InputRejectedError)) failures.push(error);
      return undefined;
    }
  };
  const object = await attempt(() => readDicom(source, { limits: LIMITS }));
  if (object) for (const step of STEPS) await attempt(() => step(object));
  return failures;
}

/** What we have written ourselves, we can read; within the default limits, since writing pads. */
async function readAgain({ warnings }: DicomObject, plan: WritePlan): Promise<void> {
  const bytes = await planToBuffer(plan);
  if (warnings.some(({ code }) => GUESSED.has(code))) return;
  try {
    await readDicom(new BufferSource(bytes));
  } catch (error) {
    throw new Error("what was written cannot be read", { cause: error });
  }
}
