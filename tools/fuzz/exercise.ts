import { createHash } from "node:crypto";
import {
  BufferSource,
  createDeidentificationKey,
  DEFAULT_POLICY,
  deidentify,
  inspectFragments,
  DicomError,
  DicomFormatError,
  formatDicomJson,
  fromDicomJson,
  planToBuffer,
  planWrite,
  readDicom,
  toDicomJson,
  type DicomObject,
  type DicomWarningCode,
  type Policy,
  type ReadOptions,
  type WritePlan,
} from "../../dicom";
import { InputRejectedError } from "../../src/pipeline/rejection";
import { requireProcessable } from "../../src/pipeline/validation/requireProcessable";
import { validateDicom } from "../../dicom/validate/validateDicom";
import { mutateJson } from "./mutateJson";
import { tellsPlanted } from "./planted";
import { Random } from "./random";

/** Bounds that mutated files of some kilobytes can reach. */
const LIMITS = {
  inlineValueBytes: 1024,
  elements: 20_000,
  fragments: 1000,
  depth: 32,
  inflatedBytes: 1024 * 1024,
};

const KEY = createDeidentificationKey(new Uint8Array(32));
const POLICIES: readonly Policy[] = [
  DEFAULT_POLICY,
  {
    profile: "basic",
    options: ["retainLongitudinalTemporalInformationModifiedDates", "retainDeviceIdentity"],
    rules: [
      { attribute: "0009,CREATOR,01", action: "K" },
      { attribute: "PatientComments", action: "D" },
    ],
  },
];

/** Where the encoding is a guess, the guess of what was written may be another: its start is what was damaged. */
const GUESSED: ReadonlySet<DicomWarningCode> = new Set([
  "MISSING_TRANSFER_SYNTAX",
  "TRANSFER_SYNTAX_MISMATCH",
]);

/** Something that should hold of every input, and does not. */
class Broken extends Error {}

/** Works, or fails as it may; anything else is kept. */
type Attempt = <T>(work: () => T | Promise<T>) => Promise<T | DicomError | InputRejectedError | undefined>;

/**
 * Takes bytes through everything that an input goes through, and the ways around it.
 *
 * @returns what came out that is neither a `DicomError` nor a rejection of the pipeline, or tells what is in the file;
 * none where all is well
 */
export async function exercise(bytes: Uint8Array): Promise<unknown[]> {
  const failures: unknown[] = [];
  const attempt: Attempt = async (work) => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DicomError || error instanceof InputRejectedError)) failures.push(error);
      else if (tellsPlanted(told(error)))
        failures.push(new Broken("an error tells what is in the file", { cause: error }));
      else return error;
      return undefined;
    }
  };
  const random = new Random(createHash("sha1").update(bytes).digest().readUInt32LE());
  const source = new BufferSource(bytes);
  const read = (options: ReadOptions) => attempt(() => readDicom(source, { limits: LIMITS, ...options }));
  const object = await read({});
  const salvaged = await read({ onFormatError: "salvage" });
  await read({ stopBeforePixelData: true, refuseDicomdir: true });
  const inPieces = await read({ windowBytes: 1 + random.below(64) });
  await attempt(() => requireSame(object, inPieces));
  if (isObject(object)) {
    await attempt(() => requireSame(object, salvaged));
    await takeThrough(object, attempt, random);
  } else {
    await attempt(() => requireSalvaged(object, salvaged));
    if (isObject(salvaged)) await takeThrough(salvaged, attempt, random);
  }
  return failures;
}

async function takeThrough(object: DicomObject, attempt: Attempt, random: Random): Promise<void> {
  const { dataSet, warnings } = object;
  if (tellsPlanted(warnings)) await attempt(() => fail("a warning tells what is in the file"));
  await attempt(() => readAgain(object, planWrite(object)));
  await attempt(() => {
    const json: unknown = JSON.parse(formatDicomJson(toDicomJson(dataSet)));
    fromDicomJson(json, { limits: LIMITS, bulkData: () => new Uint8Array() });
    const mutated = mutateJson(json, random);
    return fromDicomJson(mutated, { limits: LIMITS, source: new BufferSource(new Uint8Array(64)) });
  });
  await attempt(() => {
    if (tellsPlanted(validateDicom(object, { maxFindings: 5000 })))
      fail("a finding tells what is in the file");
  });
  await attempt(() => requireProcessable(object));
  await attempt(async () => {
    const fragments = await inspectFragments(object);
    for (const policy of POLICIES)
      await attempt(() => readAgain(object, deidentify(object, { policy, key: KEY, fragments }).plan));
  });
}

/** What is told of an input that was refused. */
function told(error: DicomError | InputRejectedError): unknown {
  if (error instanceof InputRejectedError) return error.rejection;
  const { code, message, offset, tag, path } = error;
  return { code, message, offset, tag, path };
}

function fail(message: string, cause?: unknown): never {
  throw new Broken(message, { cause });
}

function isObject(outcome: unknown): outcome is DicomObject {
  return typeof outcome === "object" && outcome !== null && "dataSet" in outcome;
}

/** Two readings of the same bytes. */
async function requireSame(one: unknown, other: unknown): Promise<void> {
  const [first, second] = await Promise.all([described(one), described(other)]);
  if (first !== second) fail("two readings of the same bytes differ");
}

async function described(outcome: unknown): Promise<string> {
  if (!isObject(outcome))
    return outcome instanceof DicomError ? JSON.stringify(told(outcome)) : "neither object nor error";
  const written = createHash("sha1").update(await planToBuffer(planWrite(outcome)));
  return `${written.digest("hex")} ${JSON.stringify(outcome.warnings)} ${outcome.headerBytes}`;
}

/** What is wrong with a file of which anything can be salvaged is said. */
function requireSalvaged(error: unknown, salvaged: unknown): void {
  if (!(error instanceof DicomFormatError) || !isObject(salvaged)) return;
  if (!salvaged.warnings.some(({ code }) => code === "SALVAGED"))
    fail("nothing says that it was salvaged", error);
}

/** What we have written ourselves, we can read; within the default limits, since writing pads. */
async function readAgain({ warnings }: DicomObject, plan: WritePlan): Promise<void> {
  const bytes = await planToBuffer(plan);
  if (plan.deflateFrom === undefined && bytes.length !== plan.sizeBytes)
    fail("a plan has more or fewer bytes than it says");
  if (warnings.some(({ code }) => GUESSED.has(code))) return;
  let again: DicomObject;
  try {
    again = await readDicom(new BufferSource(bytes));
  } catch (error) {
    fail("what was written cannot be read", error);
  }
  const twice = await planToBuffer(planWrite(again));
  if (Buffer.compare(twice, bytes) !== 0) fail("what was written is written otherwise the second time");
}
