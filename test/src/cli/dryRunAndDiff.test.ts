import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  createDataSet,
  DataElement,
  planToBuffer,
  planWrite,
  tags,
  transferSyntaxOf,
  type AttributeValues,
} from "../../../dicom";
import { clauseOf } from "../../../src/cli/deidentify/ruleClause";
import { runCli } from "../../support/cli/runCli";

const EXPLICIT = "1.2.840.10008.1.2.1";
const BIG_ENDIAN = "1.2.840.10008.1.2.2";

const VALUES: AttributeValues = {
  SOPClassUID: "1.2.840.10008.5.1.4.1.1.2",
  SOPInstanceUID: "1.2.3.4",
  StudyDate: "20240229",
  Modality: "CT",
  PatientName: "Secretive^Sam",
  PatientID: "HIDDEN-7",
  StudyInstanceUID: "1.2.3",
  SeriesInstanceUID: "1.2.3.5",
  RequestAttributesSequence: [{ RequestedProcedureID: "CLOSED-9" }],
  Rows: 2,
  Columns: 258,
  BurnedInAnnotation: "NO",
};

describe("deidentify --dry-run and diff", function () {
  this.timeout(60_000);
  let folder: string;
  let a: string;

  const write = async (name: string, values: AttributeValues, syntax = EXPLICIT, pixelBytes = 0) => {
    const transferSyntax = transferSyntaxOf(syntax)!;
    const plain = createDataSet(values);
    const pixels = DataElement.ofBytes(tags.PIXEL_DATA, "OW", Buffer.alloc(pixelBytes, 7));
    const dataSet = pixelBytes > 0 ? plain.with(pixels) : plain;
    const fileMeta = createDataSet({ MediaStorageSOPInstanceUID: "1.2.3.4" });
    const path = join(folder, name);
    await writeFile(path, await planToBuffer(planWrite({ fileMeta, dataSet, transferSyntax })));
    return path;
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "dry-run-"));
    a = await write("a.dcm", VALUES);
  });
  after(() => rm(folder, { recursive: true }));

  describe("--dry-run", () => {
    it("prints attribute, action, rule and clause at every level, and no value", async () => {
      const { exitCode, stdout } = await runCli("deidentify", a, "--dry-run");
      expect(exitCode).to.equal(0);
      expect(stdout).to.match(/00100010 .*PatientName .*PS3\.15 Table E\.1-1/);
      expect(stdout).to.match(/00400275(\[0\]\.00401001)? .*X .*E\.1-1 X/);
      expect(stdout).to.match(/00080020 .*StudyDate .*C .*date shift .*PS3\.15 E\.3\.6/);
      for (const value of ["Secretive", "HIDDEN-7", "CLOSED-9", "20240229"])
        expect(stdout).not.to.contain(value);
    });

    it("takes the pseudonyms of a table, and names an input whose patient it does not have", async () => {
      const lookup = join(folder, "lookup.csv");
      await writeFile(lookup, "patient id,pseudonym id\nNOBODY,TRIAL-1\n");
      const { exitCode, stderr } = await runCli("deidentify", a, "--dry-run", "--lookup", lookup);
      expect(exitCode).to.equal(1);
      expect(stderr).to.contain("PATIENT_NOT_IN_LOOKUP");
    });

    it("prints values before and after where asked to", async () => {
      const { stdout } = await runCli("deidentify", a, "--dry-run", "--show-values");
      expect(stdout).to.match(/PatientName .*Secretive\^Sam +│ +[2-9B-Z]{16}/);
    });

    it("prints a line of JSON per input, writes no file, and names what it would refuse", async () => {
      const broken = join(folder, "broken.txt");
      await writeFile(broken, "no DICOM file");
      const names = await readdir(folder);
      const { exitCode, stdout, stderr } = await runCli("deidentify", a, broken, "--dry-run", "--json");
      expect(exitCode).to.equal(1);
      expect(stderr).to.match(/broken\.txt: NOT_DICOM /);
      const [first, second] = stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown);
      expect(first).to.have.property("status", "done");
      expect(first).to.have.nested.property("changes[0].clause");
      expect(JSON.stringify(first)).not.to.contain("Secretive");
      expect(second).to.deep.equal({ input: broken, status: "rejected", code: "NOT_DICOM" });
      expect(await readdir(folder)).to.deep.equal(names);
      await rm(broken);
    });

    it("refuses options that contradict it, and asks for --out without it, with status 2", async () => {
      for (const options of [["--dry-run", "--out", folder], ["--dry-run", "--keep-names"], [], ["--json"]]) {
        const { exitCode, stderr } = await runCli("deidentify", a, ...options);
        expect(exitCode, options.join(" ")).to.equal(2);
        expect(stderr).to.match(/--dry-run/);
      }
    });
  });

  it("has a clause for every rule", () => {
    expect(clauseOf("E.1-1 Z/D as D")).to.equal("PS3.15 Table E.1-1");
    expect(clauseOf("site rule K")).to.equal("the policy");
    expect(clauseOf("opaque: cannot be looked into")).to.equal("PS3.15 E.1.1");
    expect(clauseOf("UID: not in Table E.1-1")).to.equal("PS3.15 E.1.1");
    expect(clauseOf("E.3.4-1 X")).to.equal("PS3.15 Table E.3.4-1");
    expect(clauseOf("E.3.10-1 safe private")).to.equal("PS3.15 Table E.3.10-1");
    expect(clauseOf("E.3.10 declared U")).to.equal("PS3.15 E.3.10");
    expect(clauseOf("E.3.1: pixels inside a private sequence")).to.equal("PS3.15 E.3.1");
    expect(clauseOf("cleanPixelData: regions of the policy blanked")).to.equal("PS3.15 E.3.1");
    expect(clauseOf("date shift: time of day stays")).to.equal("PS3.15 E.3.6");
    expect(clauseOf("retainUids")).to.equal("PS3.15 E.3.9");
  });

  describe("diff", () => {
    const linesOf = async (...args: string[]) => {
      const { exitCode, stdout } = await runCli("diff", ...args, "--json");
      const lines = stdout.trim() === "" ? [] : stdout.trim().split("\n");
      return { exitCode, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
    };

    it("finds nothing between a file and itself, and nothing but the encoding between byte orders", async () => {
      expect(await runCli("diff", a, a)).to.include({ exitCode: 0, stdout: "no difference\n" });
      const turned = await write("turned.dcm", VALUES, BIG_ENDIAN, 131_074);
      const plain = await write("plain.dcm", VALUES, EXPLICIT, 131_074);
      const { exitCode, lines } = await linesOf(plain, turned);
      expect(exitCode).to.equal(1);
      expect(lines.map(({ path }) => path)).to.deep.equal(["transfer syntax", "00020010"]);
    });

    it("names what is only in one, what has another value, and where items are more", async () => {
      const others = Object.entries(VALUES).filter(([keyword]) => keyword !== "PatientID");
      const b = await write("b.dcm", {
        ...Object.fromEntries(others),
        PatientName: "Different^Dan",
        InstitutionName: "Elsewhere",
        RequestAttributesSequence: [{ RequestedProcedureID: "CLOSED-8" }, {}],
      });
      const { exitCode, lines } = await linesOf(a, b);
      expect(exitCode).to.equal(1);
      expect(lines).to.deep.equal([
        { path: "00080080", keyword: "InstitutionName", vrB: "LO", kind: "only in B" },
        { path: "00100010", keyword: "PatientName", vrA: "PN", vrB: "PN", kind: "value" },
        { path: "00100020", keyword: "PatientID", vrA: "LO", kind: "only in A" },
        { path: "00400275", keyword: "RequestAttributesSequence", vrA: "SQ", vrB: "SQ", kind: "items" },
        {
          path: "00400275[0].00401001",
          keyword: "RequestedProcedureID",
          vrA: "SH",
          vrB: "SH",
          kind: "value",
        },
      ]);
    });

    it("sees one byte that differs far inside of a long value", async () => {
      const [one, other] = [
        await write("long-1.dcm", VALUES, EXPLICIT, 3_000_000),
        await write("long-2.dcm", { ...VALUES }, EXPLICIT, 3_000_000),
      ];
      expect((await runCli("diff", one, other)).exitCode).to.equal(0);
      const bytes = await planToBuffer(
        planWrite({
          fileMeta: createDataSet({ MediaStorageSOPInstanceUID: "1.2.3.4" }),
          dataSet: createDataSet(VALUES).with(
            DataElement.ofBytes(tags.PIXEL_DATA, "OW", Buffer.alloc(3_000_000, 7).fill(8, 2_999_999)),
          ),
          transferSyntax: transferSyntaxOf(EXPLICIT)!,
        }),
      );
      await writeFile(other, bytes);
      expect((await linesOf(one, other)).lines).to.deep.equal([
        { path: "7FE00010", keyword: "PixelData", vrA: "OW", vrB: "OW", kind: "value" },
      ]);
    });

    it("masks values, and names no tag that nothing explains, unless asked to show values", async () => {
      const odd = DataElement.ofBytes(0x53616d75, "LO", Buffer.from("Secretly"));
      const transferSyntax = transferSyntaxOf(EXPLICIT)!;
      const dataSet = createDataSet({ ...VALUES, PatientName: "Other^Olga\u001b[2J" }).with(odd);
      const b = join(folder, "odd.dcm");
      const fileMeta = createDataSet({ MediaStorageSOPInstanceUID: "1.2.3.4" });
      await writeFile(b, await planToBuffer(planWrite({ fileMeta, dataSet, transferSyntax })));
      const masked = await runCli("diff", a, b);
      expect(masked.stdout).to.match(/unknown .*only in B/);
      for (const text of ["53616D75", "Secretly", "Secretive", "Olga"])
        expect(masked.stdout).not.to.contain(text);
      const shown = await runCli("diff", a, b, "--show-values");
      expect(shown.stdout).to.contain("Secretive^Sam").and.to.contain("Other^Olga");
      expect(shown.stdout).not.to.contain("\u001b[2J");
    });

    it("ends with status 2 where a file cannot be read", async () => {
      const run = await runCli("diff", a, join(folder, "missing.dcm"));
      expect(run).to.include({ exitCode: 2, stdout: "" });
      expect(run.stderr).to.match(/missing\.dcm: NOT_FOUND /);
    });
  });
});
