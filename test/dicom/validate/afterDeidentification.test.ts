import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect } from "chai";
import {
  BufferSource,
  DEFAULT_POLICY,
  DicomError,
  planToBuffer,
  POLICY_OPTIONS,
  POLICY_PRESETS,
  readDicom,
  type DicomObject,
  type Policy,
} from "../../../dicom";
import type { Change } from "../../../dicom/deidentify/actions/changeLog";
import { ITEM_REMOVED } from "../../../dicom/deidentify/clean/contentItems";
import { deidentify, type Deidentification } from "../../../dicom/deidentify/deidentify";
import { keywordOf } from "../../../dicom/dictionary/attributes";
import { iodOf, sopClassesWithIod } from "../../../dicom/iod/iod";
import { inspectFragments } from "../../../dicom/pixels/fragments/inspectFragments";
import type { Finding } from "../../../dicom/validate/finding";
import { validateDicom } from "../../../dicom/validate/validateDicom";
import { buildCorpus } from "../../../tools/leaks/corpus/corpus";
import { FULL_DATES, KEY, letThrough, policyWith } from "../../support/dicom/deidentified";
import { fullObject } from "../../support/dicom/fullObject";

const root = resolve(__dirname, "../../../..");
const files = process.env.DICOM_CORPUS ?? join(root, "../shared/corpus");

/** Without those that say what pixels show: no object is held here for what its pixels may show. */
const ALL_OPTIONS = POLICY_OPTIONS.filter(
  (option) => option !== FULL_DATES && option !== "cleanPixelData" && !option.includes("Recognizable"),
);

const POLICIES: readonly Policy[] = [
  DEFAULT_POLICY,
  ...POLICY_PRESETS.map((preset): Policy => ({ ...policyWith(), preset })),
  policyWith(["cleanDescriptors", "cleanStructuredContent", "cleanGraphics", FULL_DATES]),
  policyWith(ALL_OPTIONS),
];

/** All errors and warnings, so that none is compared with one that was not kept. */
const findingsOf = (object: DicomObject): readonly Finding[] =>
  validateDicom(object, { maxFindings: Infinity, maxOfOneKind: Infinity }).findings.filter(
    ({ severity }) => severity !== "note",
  );

const sayingOf = ({ severity, code, path, expected }: Finding): string =>
  [severity, code, path, expected].join(" ");

/** As what else a finding of the original may be found again. */
function turnedInto(finding: Finding): readonly Finding[] {
  const { code, path } = finding;
  // A number that cannot be read could be text. It is emptied also where one is required: a made-up one would be believed.
  if (code === "INVALID_NUMBER") return [{ ...finding, code: "EMPTY_ATTRIBUTE", expected: "type 1" }];
  // The file meta information, which is made anew, has to repeat the UID of the data set (PS3.10 §7.1).
  if (code === "INVALID_UID" && path === "SOPInstanceUID")
    return [{ ...finding, path: "MediaStorageSOPInstanceUID" }];
  return [];
}

const withKeywords = (path: string): string =>
  path.replace(/\b[0-9A-F]{8}\b/g, (tag) => keywordOf(parseInt(tag, 16)) ?? tag);

/** Paths of the items that an option took away: content by its concept, which is the only reason why items go alone. */
function removedItems(changes: readonly Change[]): ReadonlySet<string> {
  const removed = changes.filter(({ rule }) => rule === ITEM_REMOVED.rule);
  return new Set(removed.map(({ path }) => withKeywords(path.slice(0, path.lastIndexOf(".")))));
}

/** The path that an attribute has when these items are gone and those behind them have moved up. */
function movedUp(path: string, removed: ReadonlySet<string>): string {
  let before = "";
  const parts = path.split(".").map((part) => {
    const [, sequence = part, number] = /^(.*)\[(\d+)\]$/.exec(part) ?? [];
    const gone = Array.from({ length: Number(number ?? 0) }, (_, other) => `${before}${sequence}[${other}]`);
    before += `${part}.`;
    const less = gone.filter((item) => removed.has(item)).length;
    return number === undefined ? part : `${sequence}[${Number(number) - less}]`;
  });
  return parts.join(".");
}

/** What is found in an output and was not in its original. */
function newFindings(
  original: readonly Finding[],
  output: readonly Finding[],
  changes: readonly Change[],
): readonly string[] {
  const removed = removedItems(changes);
  const known = new Set(
    original
      .flatMap((finding) => [finding, ...turnedInto(finding)])
      .map((finding) => sayingOf({ ...finding, path: movedUp(finding.path ?? "", removed) })),
  );
  return output
    .map((finding) => sayingOf({ ...finding, path: finding.path ?? "" }))
    .filter((one) => !known.has(one));
}

/** What `made` gives, and `undefined` where the engine refuses or holds the object. */
async function unlessRefused<Value>(make: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof DicomError) return undefined;
    throw error;
  }
}

/** De-identifies by every policy; what is new in the outputs, and how many there are. */
async function compare(object: DicomObject, outputOf: (made: Deidentification) => Promise<DicomObject>) {
  const original = findingsOf(object);
  const fragments = await inspectFragments(object);
  const found = new Set<string>();
  let outputs = 0;
  for (const policy of POLICIES) {
    const made = await unlessRefused(async () => {
      const deidentification = deidentify(object, { policy: letThrough(policy), key: KEY, fragments });
      return { output: await outputOf(deidentification), changes: deidentification.changes };
    });
    if (!made) continue;
    outputs++;
    for (const one of newFindings(original, findingsOf(made.output), made.changes)) found.add(one);
  }
  return { found: [...found], outputs };
}

async function compareFile(bytes: Uint8Array) {
  const object = await unlessRefused(() => readDicom(new BufferSource(bytes)));
  if (!object) return { found: [], outputs: 0 };
  return compare(object, async ({ plan }) => readDicom(new BufferSource(await planToBuffer(plan))));
}

describe("findings after de-identification", () => {
  it("are among those before, in files with identifiers in every place", async () => {
    let all = 0;
    for (const { name, bytes } of await buildCorpus("quick")) {
      const { found, outputs } = await compareFile(bytes);
      expect(found, name).to.deep.equal([]);
      all += outputs;
    }
    expect(all).to.be.greaterThan(200);
  });

  it("are among those before, in an object of each IOD that has all its attributes", async () => {
    let all = 0;
    const seen = new Set<string>();
    for (const sopClassUid of sopClassesWithIod()) {
      const iod = iodOf(sopClassUid);
      // Without a module's attributes their types are not known, and the engine has to guess at what is required.
      if (!iod || seen.has(iod.id) || iod.modules.some(({ node }) => node === undefined)) continue;
      seen.add(iod.id);
      const { found, outputs } = await compare(fullObject(sopClassUid), ({ object }) =>
        Promise.resolve(object),
      );
      expect(found, iod.id).to.deep.equal([]);
      all += outputs;
    }
    expect(all).to.be.greaterThan(700);
  });

  it("are among those before, in files of other makers (skipped where ../shared/corpus is absent)", async function () {
    if (!existsSync(files)) this.skip();
    let all = 0;
    for (const name of (await readdir(files)).filter((one) => !one.endsWith(".tsv"))) {
      const { found, outputs } = await compareFile(await readFile(join(files, name)));
      expect(found, name).to.deep.equal([]);
      all += outputs;
    }
    expect(all).to.be.greaterThan(0);
  });
});
