import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { bytesOf, BufferSource, DataElement, readDicom, type DicomObject } from "../../dicom";
import { confidentialityRows } from "../../dicom/deidentify/rules/confidentiality";
import { checkDates, checkUids, type Pair } from "../../tools/leaks/checks/study";
import { countErrors, newErrors } from "../../tools/leaks/checks/dciodvfy";
import { buildCorpus } from "../../tools/leaks/corpus/corpus";
import { FileBuilder } from "../../tools/leaks/corpus/fileBuilder";
import { iodNamed } from "../../tools/leaks/corpus/iods";
import { NEVER, type CorpusFile, type Plant } from "../../tools/leaks/corpus/plant";
import { Tokens } from "../../tools/leaks/corpus/tokens";
import type { Engine } from "../../tools/leaks/engines/engine";
import { ours } from "../../tools/leaks/engines/ours";
import { formatFolderFindings, formatFolderScores } from "../../tools/leaks/folder/reportFolder";
import { filesBelow } from "../../tools/filesBelow";
import { scoreFolder } from "../../tools/leaks/folder/scoreFolder";
import { parseOptions } from "../../tools/leaks/options";
import { ctFile } from "../src/pipeline/support/ctFile";
import { allowedOutcomes, rowAsks } from "../../tools/leaks/expectations";
import { policiesToRun } from "../../tools/leaks/policies";
import { scoreEngine } from "../../tools/leaks/score";
import { plantsLeft } from "../../tools/leaks/search";

const MODIFIED_DATES = "retainLongitudinalTemporalInformationModifiedDates";

/** Gives the file back as it came. */
const IDENTITY: Engine = {
  name: "nothing",
  ours: false,
  options: new Set(),
  run: ({ bytes }) => Promise.resolve({ output: bytes }),
};

const plantOf = (needle: string, hidingPlace = "place"): Plant => {
  return { needle, hidingPlace, at: "", stays: NEVER };
};

const rowOf = (tag: string) => confidentialityRows().find((row) => row.tag === tag)!;

describe("the corpus of planted identifiers", function () {
  this.timeout(60_000);
  let corpus: readonly CorpusFile[];

  before(async () => {
    corpus = await buildCorpus("quick");
  });

  it("is the same in every run, and plants every value once, but what objects of a patient share", async () => {
    const again = await buildCorpus("quick");
    expect(again.map(({ bytes }) => Buffer.from(bytes).toString("base64"))).to.deep.equal(
      corpus.map(({ bytes }) => Buffer.from(bytes).toString("base64")),
    );
    const words = corpus.flatMap(({ plants }) => plants.map(({ needle }) => needle));
    const tokens = words.filter((word) => word.startsWith("QZ"));
    expect(tokens.length).to.be.greaterThan(3000);
    expect(tokens.length - new Set(tokens).size).to.be.lessThan(20);
  });

  it("has every row of Table E.1-1 that a data set can have, at the top, in items, and in UN", () => {
    const tagsAt = (place: (file: CorpusFile) => boolean) =>
      new Set(corpus.filter(place).flatMap(({ rows }) => rows.map(({ row }) => row.tag)));
    const elsewhere = (tag: string) => parseInt(tag.slice(0, 4), 16) < 8 || tag === "00420011";
    const all = confidentialityRows()
      .map(({ tag }) => tag)
      .filter((tag) => !elsewhere(tag));
    for (const level of ["rows-nested", "rows-un"])
      expect([...tagsAt(({ name }) => name.endsWith(level))]).to.have.members(all);
    const needed = ["00080018", "00100020", "00100021"];
    expect([...tagsAt(({ name }) => name.endsWith("rows-top")), ...needed]).to.have.members(all);
  });

  it("counts every plant as left, and no action as right, where nothing is done", async () => {
    const files = corpus.filter(({ name }) => name === "ct-explicit-rows-top" || name.startsWith("study-"));
    const score = await scoreEngine(IDENTITY, files);
    expect(score.left).to.have.length(score.plants);
    expect(score.plants).to.be.greaterThan(500);
    expect(score.uids.right).to.be.greaterThan(0); // classes
    expect(score.uids.wrong).to.be.greaterThan(score.uids.right);
    expect(score.dates).to.deep.include({ right: 0 });
    expect(score.midi.failedBy.get("uid_changed")).to.be.greaterThan(10);
    const kinds = new Set(score.actions.wrong.map(({ outcome }) => outcome));
    expect(kinds).to.include("same");
  });

  it("leaves nothing of the table's rows and of what the profile removes, with any policy", async () => {
    const { policies } = policiesToRun();
    for (const policy of policies) {
      const { left, written } = await scoreEngine(ours(policy), corpus);
      expect(written, policy.name).to.be.greaterThan(35);
      expect(left.map(({ file, plant }) => `${policy.name}: ${plant.at} in ${file}`)).to.deep.equal([]);
    }
  });

  it("finds references whole and intervals kept in a study", async () => {
    const policy = policiesToRun().policies.find(({ name }) => name === MODIFIED_DATES)!;
    const study = corpus.filter(({ name }) => name.startsWith("study-"));
    const { uids, dates, midi } = await scoreEngine(ours(policy), study);
    expect(uids).to.deep.include({ wrong: 0 });
    expect(uids.right).to.be.greaterThan(70);
    expect(dates).to.deep.include({ wrong: 0 });
    expect(dates.right).to.be.greaterThan(20);
    expect([midi.failed, midi.passed > 150]).to.deep.equal([0, true]);
  });
});

describe("policies over a folder of somebody's own", () => {
  let folder: string;
  let files: readonly string[];
  const engines = policiesToRun()
    .policies.filter(({ name }) => name === "no option" || name === "retainUids")
    .map((policy) => ours(policy));

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "leaks-folder-"));
    await mkdir(join(folder, "below"));
    await writeFile(join(folder, "below", "a.dcm"), ctFile());
    await writeFile(join(folder, "burned.dcm"), ctFile({ 0x00280301: ["CS", "YES"] }));
    await writeFile(join(folder, "note.txt"), "no DICOM at all");
    files = await filesBelow(folder);
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it("counts what is written, held and refused, by code, for each of them", async () => {
    expect(files).to.deep.equal([join("below", "a.dcm"), "burned.dcm", "note.txt"]);
    let done = 0;
    const scores = await scoreFolder(engines, folder, files, null, () => done++);
    expect(done).to.equal(3);
    expect(scores.map(({ name }) => name)).to.deep.equal(["ours: no option", "ours: retainUids"]);
    for (const { written, held, refused, compared } of scores) {
      expect([written, compared]).to.deep.equal([1, 0]);
      expect([...held]).to.deep.equal([["BURNED_IN_ANNOTATION", 1]]);
      expect([...refused]).to.deep.equal([["NOT_DICOM", 1]]);
    }
    expect(formatFolderFindings(scores)).to.equal(
      "held BURNED_IN_ANNOTATION: 1  [all]\nrefused NOT_DICOM: 1  [all]",
    );
    expect(formatFolderScores(scores)).to.match(/no option +│ +1\/3 +│ +1 +│ +1 +│ +- │ +- │/);
  });

  it("names errors that only the output has, and counts no input that the checker could not judge", async () => {
    const input = Buffer.from(ctFile());
    const says = (before: string) => (bytes: Uint8Array) =>
      Promise.resolve(countErrors(input.equals(bytes) ? before : "Error - Missing attribute Element=<Rows>"));
    const [score] = await scoreFolder(engines.slice(0, 1), folder, files, says("Error - other"));
    expect(score?.compared).to.equal(1);
    expect(formatFolderFindings([score!])).to.include(
      `new Error - Missing attribute Element=<Rows>: 1: ${join("below", "a.dcm")}`,
    );
    const unknown = says("Error - Information Object Not found");
    const [unjudged] = await scoreFolder(engines.slice(0, 1), folder, files, unknown);
    expect(unjudged).to.deep.include({ written: 1, compared: 0, errors: [] });
  });

  it("goes with no option that is about the corpus", () => {
    expect(parseOptions(["--files", "x", "--only", "basic"])).to.include({ files: "x", only: "basic" });
    expect(() => parseOptions(["--files", "x", "--quick"])).to.throw("--files");
  });
});

describe("the search for plants", () => {
  const token = "QZ0ABCD9";

  it("sees words in any case, in UTF-16 of both orders, and inside of a deflated data set", async () => {
    const found = (bytes: Uint8Array, hidingPlace?: string) =>
      plantsLeft(bytes, [plantOf(token, hidingPlace), plantOf("QZ0ABCD8", hidingPlace)]).length;
    expect(found(Buffer.from(`xx${token.toLowerCase()}xx`))).to.equal(1);
    expect(found(Buffer.from(`x${token}`, "utf16le"))).to.equal(1);
    expect(found(Buffer.from(`xy${token}xy`, "utf16le").swap16())).to.equal(1);
    expect(found(Buffer.from("nothing"))).to.equal(0);
    const file = new FileBuilder("deflated", iodNamed("ct"), "deflated", new Tokens());
    file.addValues({ PatientComments: file.plant("text", "comments") });
    const { bytes, plants } = await file.build();
    expect(Buffer.from(bytes).includes(plants.at(-1)!.needle)).to.equal(false);
    expect(plantsLeft(bytes, plants)).to.have.length(plants.length);
  });

  it("sees words in the upper bits of words, where there may be some", () => {
    const words = Buffer.alloc(4 * token.length);
    for (const [index, byte] of Buffer.from(token).entries()) {
      words.writeUInt16LE(((byte >> 4) << 12) | 0x0123, 4 * index);
      words.writeUInt16LE(((byte & 15) << 12) | 0x0fff, 4 * index + 2);
    }
    for (let shift = 0; shift < 4; shift++) {
      const bytes = Buffer.concat([Buffer.alloc(shift), words]);
      expect(plantsLeft(bytes, [plantOf(token, "overlay bits")])).to.have.length(1);
    }
    expect(plantsLeft(words, [plantOf(token)])).to.have.length(0);
  });
});

describe("what is expected of a de-identification", () => {
  it("takes moving dates before keeping a device, and keeping before the profile", () => {
    const calibration = rowOf("0018700C"); // X/D, K with the device, C with modified dates
    expect(rowAsks(calibration, "DA", new Set(["retainDeviceIdentity", MODIFIED_DATES]))).to.equal("shift");
    expect(rowAsks(calibration, "DA", new Set(["retainDeviceIdentity"]))).to.equal("keep");
    expect(rowAsks(calibration, "DA", new Set())).to.equal("basic");
  });

  it("resolves an action by the type in the IOD", () => {
    const seriesDate = rowOf("00080021"); // X/D
    const allowed = (type: "1" | "3" | undefined) => allowedOutcomes(seriesDate, "DA", new Set(), type);
    expect(allowedOutcomes(rowOf("00400244"), "DA", new Set(), undefined, true)).to.include("absent");
    expect(allowed("1")).to.deep.equal(["other"]);
    expect(allowed("3")).to.deep.equal(["absent"]);
    expect(allowed(undefined)).to.deep.equal(["absent", "other"]);
  });

  it("calls an error of the checker new where it came more often than before, whatever the value", () => {
    const before = countErrors("Error - Value is bad - value <A>\nWarning - x\n");
    const after = countErrors("Error - Value is bad - value <B>\nError - Missing attribute Element=<X>\n");
    expect(newErrors(before, after)).to.deep.equal(["Error - Missing attribute Element=<X>"]);
    expect(newErrors(after, after)).to.deep.equal([]);
  });

  it("takes values and UIDs out of the checker's errors, and leaves names", () => {
    const [error] = countErrors(
      'Error - Bad - "Smith" <Smith> for <Smith> = <Smith> attribute <Pixel Data> Element=<Rows> ReferencedSOPInstanceUID 1.2.3\n',
    ).keys();
    expect(error).to.equal(
      'Error - Bad - "" <> for <> = <> attribute <Pixel Data> Element=<Rows> ReferencedSOPInstanceUID UID',
    );
    const uids = ["0", "2.25.7"].map((uid) => [
      ...countErrors(`Error - of ReferencedSOPInstanceUID ${uid}`).keys(),
    ]);
    expect(uids[0]).to.deep.equal(uids[1]);
  });
});

describe("the checks of a study", () => {
  let pair: Pair;

  before(async () => {
    const corpus = await buildCorpus("quick");
    const read = async ({ bytes }: CorpusFile): Promise<DicomObject> => readDicom(new BufferSource(bytes));
    const image = corpus.find(({ name }) => name === "study-explicit-image-0")!;
    const { dataSet } = await read(image);
    pair = { source: dataSet, output: dataSet };
  });

  it("call UIDs wrong that two originals share, or that one has two of", () => {
    const element = (tag: number) => pair.source.get(tag)!;
    const text = (tag: number) => {
      const { value } = element(tag);
      return value.kind === "bytes" ? Buffer.from(bytesOf(value)).toString("latin1") : "";
    };
    expect(text(0x0020000d)).not.to.equal(text(0x0020000e));
    const study = element(0x0020000d);
    const series = element(0x0020000e);
    const merged = pair.output.with(new DataElement(0x0020000e, "UI", study.value));
    expect(series.value).not.to.equal(study.value);
    const all = new Set(["retainUids" as const]);
    expect(checkUids([pair], all).wrong).to.equal(0);
    expect(checkUids([{ ...pair, output: merged }], all).wrong).to.equal(1);
  });

  it("call dates wrong that have not moved, or not alike", () => {
    expect(checkDates([pair], new Set([MODIFIED_DATES])).right).to.equal(0);
    const full = "retainLongitudinalTemporalInformationFullDates" as const;
    expect(checkDates([pair], new Set([full])).right).to.be.greaterThan(4);
  });
});
