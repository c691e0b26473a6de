import { expect } from "chai";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadLookup } from "../../../src/cli/deidentify/lookup";
import { parseCsv } from "../../../src/cli/deidentify/parseCsv";

describe("--lookup", () => {
  let folder: string;
  before(async () => void (folder = await mkdtemp(join(tmpdir(), "lookup-"))));
  after(() => rm(folder, { recursive: true }));

  const load = async (content: string | Uint8Array) => {
    const path = join(folder, "lookup.csv");
    await writeFile(path, content);
    return (await loadLookup({ lookup: path }))?.rows;
  };
  const faultOf = async (content: string | Uint8Array): Promise<string> => {
    try {
      await load(content);
    } catch (error) {
      return (error as Error).message;
    }
    return "";
  };

  it("reads the columns by their names, in any order, after a byte order mark too", async () => {
    const rows = await load(
      '\ufeffPseudonym ID,Patient ID,Issuer,Pseudonym Name\r\nP1,ID-1,"Hospital, ""North""",Subject^One\r\n\r\nP2,ID-2,,\r\n',
    );
    expect(rows).to.deep.equal([
      { patientId: "ID-1", issuer: 'Hospital, "North"', pseudonymId: "P1", pseudonymName: "Subject^One" },
      { patientId: "ID-2", issuer: "", pseudonymId: "P2", pseudonymName: "" },
    ]);
  });

  it("can do without issuer and pseudonym name", async () => {
    expect(await load("patient id,pseudonym id\nID-1,P1")).to.deep.equal([
      { patientId: "ID-1", issuer: "", pseudonymId: "P1", pseudonymName: "" },
    ]);
  });

  for (const [name, content, fault] of [
    ["no column names", "ID-1,,P1,\n", /first line must name each column once/],
    ["a column twice", "patient id,patient id,pseudonym id\n", /first line must name each column once/],
    ["an unknown column", "patient id,pseudonym id,birth date\n", /first line must name each column once/],
    ["nothing", "", /first line must name each column once/],
    ["a row of other length", "patient id,pseudonym id\nID-1\n", /row 1 has 1 fields, and the first line 2/],
    ["an open quote", 'patient id,pseudonym id\n"ID-1,P1\n', /quoted field is not closed/],
    ["text behind a quote", 'patient id,pseudonym id\n"ID"-1,P1\n', /quoted field is not closed/],
    [
      "two patients on one pseudonym",
      "patient id,pseudonym id\nID-1,P1\nID-2,P1\n",
      /row 2 .*pseudonym ID of row 1/,
    ],
    ["another encoding", Buffer.from("patient id,pseudonym id\nM\xfcller,P1\n", "latin1"), /not in UTF-8/],
  ] as const) {
    it(`refuses ${name}, and repeats no value`, async () => {
      const message = await faultOf(content);
      expect(message)
        .to.match(fault)
        .and.match(/^--lookup: /);
      expect(message).not.to.match(/ID-[12]|P1|ller/);
    });
  }

  it("says that the file cannot be read", async () => {
    let message = "";
    await loadLookup({ lookup: join(folder, "none.csv") }).catch(
      (error: unknown) => void (message = (error as Error).message),
    );
    expect(message).to.equal("--lookup: the file cannot be read");
  });
});

describe("parseCsv", () => {
  it("answers records and fields, quoted ones too, with any line break", () => {
    expect(parseCsv('a,b\r\n"c,\n""d""",\ne,f\rg,h')).to.deep.equal([
      ["a", "b"],
      ['c,\n"d"', ""],
      ["e", "f"],
      ["g", "h"],
    ]);
    expect(parseCsv("")).to.deep.equal([]);
    expect(parseCsv("a,")).to.deep.equal([["a", ""]]);
  });
});
