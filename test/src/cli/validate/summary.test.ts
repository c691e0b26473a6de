import { expect } from "chai";
import type { FileReport } from "../../../../src/cli/validate/fileReport";
import { Summary } from "../../../../src/cli/validate/summary";

const file = (
  input: string,
  outcome: FileReport["outcome"],
  counts: Readonly<Record<string, number>> = {},
): FileReport => ({ input, outcome, because: [], counts, omitted: 0, findings: [] });

function rowsOf(files: readonly FileReport[], least: "error" | "warning" | "note" = "warning"): string[] {
  const summary = new Summary(least);
  for (const one of files) summary.add(one);
  // Without colours and the lines of tables.
  const text = summary.format().replaceAll(/\p{Cc}\[\d+m/gu, "");
  const rows = text.split("\n").map((line) => line.replaceAll(/[│\s]+/g, " ").trim());
  return rows.filter((row) => /^[\w…]/.test(row));
}

describe("the summary of many files", () => {
  it("lists codes by severity, then by files", () => {
    const rows = rowsOf(
      [
        file("1.dcm", "passes", { UNKNOWN_ATTRIBUTE: 9, ATTRIBUTE_OUTSIDE_IOD: 9, WRONG_VR: 1 }),
        file("2.dcm", "passes", { UNKNOWN_ATTRIBUTE: 9, SAME_UID: 1 }),
        file("3.dcm", "passes", { SAME_UID: 1 }),
      ],
      "note",
    );
    expect(rows.slice(0, 5)).to.deep.equal([
      "Code Severity Findings Files",
      "SAME_UID error 2 2",
      "WRONG_VR error 1 1",
      "UNKNOWN_ATTRIBUTE warning 18 2",
      "ATTRIBUTE_OUTSIDE_IOD note 9 1",
    ]);
  });

  it("has no codes of severities that are not listed", () => {
    const counts = { UNKNOWN_ATTRIBUTE: 1, ATTRIBUTE_OUTSIDE_IOD: 1, WRONG_VR: 1 };
    const codes = (least: "error" | "warning") =>
      rowsOf([file("1.dcm", "passes", counts)], least).filter((row) => / (error|warning|note) /.test(row));
    expect(codes("error")).to.deep.equal(["WRONG_VR error 1 1"]);
    expect(codes("warning")).to.have.length(2);
  });

  it("lists files that are rejected, then held, then with errors, and says how many more there are", () => {
    const wrong = Array.from({ length: 50 }, (_, index) =>
      file(`wrong${index}.dcm`, "passes", { WRONG_VR: 50 - index }),
    );
    const refused = [
      file("held.dcm", "held", { UNKNOWN_ATTRIBUTE: 1 }),
      file("rejected.dcm", "rejected", { NOT_DICOM: 1 }),
    ];
    const rows = rowsOf([...wrong, ...refused, file("plain.dcm", "passes", { UNKNOWN_ATTRIBUTE: 1 })]);
    const first = rows.indexOf("File Outcome Errors") + 1;
    expect(rows.slice(first, first + 3)).to.deep.equal([
      "rejected.dcm rejected 1",
      "held.dcm held 0",
      "wrong0.dcm passes 50",
    ]);
    expect(rows.slice(-3)).to.deep.equal([
      "wrong17.dcm passes 33",
      "… and 32 more",
      "53 files: 51 pass, 1 held, 1 rejected",
    ]);
  });

  it("sums up by folder where there are several, the worst first", () => {
    const files = [
      file("a/1.dcm", "passes"),
      file("a/2.dcm", "passes", { WRONG_VR: 3 }),
      file("b/1.dcm", "held", { SAME_UID: 1 }),
      file("b/2.dcm", "passes"),
    ];
    const rows = rowsOf(files);
    const first = rows.indexOf("Folder Files Pass Held Rejected Errors") + 1;
    expect(rows.slice(first, first + 2)).to.deep.equal(["b 2 1 1 0 1", "a 2 2 0 0 3"]);
    expect(rowsOf(files.slice(0, 2)).join()).not.to.contain("Folder");
  });
});
