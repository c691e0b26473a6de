import { expect } from "chai";
import { FINDING_KINDS, type FindingCode } from "../../../../dicom/validate/findingCodes";
import type { FileReport, ReportedFinding } from "../../../../src/cli/validate/fileReport";
import { isInOrder, listedOf } from "../../../../src/cli/validate/fileReport";
import { formatReport } from "../../../../src/cli/validate/formatReport";

const finding = (code: FindingCode): ReportedFinding => ({ ...FINDING_KINDS[code], code });

const report = (findings: readonly FindingCode[], counts: Readonly<Record<string, number>>): FileReport => ({
  input: "a.dcm",
  outcome: "passes",
  because: [],
  counts,
  omitted: Object.values(counts).reduce((sum, count) => sum + count, 0) - findings.length,
  findings: findings.map(finding),
});

/** Text without colours. */
const plain = (text: string): string => text.replaceAll(/\p{Cc}\[\d+m/gu, "");

const linesOf = (
  one: FileReport,
  severity: "error" | "warning" | "note" = "warning",
  listed = 60,
): string[] => plain(formatReport(one, { severity, listed })).trimEnd().split("\n");

describe("the report of a file", () => {
  it("counts all findings in its head, kept or not", () => {
    const [head] = linesOf(report(["WRONG_VR"], { WRONG_VR: 30, ATTRIBUTE_OUTSIDE_IOD: 1 }));
    expect(head).to.equal("a.dcm: passes; 30 errors, 1 note");
  });

  it("says which finding refused the file, and how many codes more", () => {
    const held = { ...report(["WRONG_VR"], { WRONG_VR: 1 }), outcome: "held" as const };
    const [one] = linesOf({ ...held, because: ["WRONG_VR"] });
    expect(one).to.equal("a.dcm: held because of WRONG_VR; 1 error");
    const [several] = linesOf({ ...held, because: ["WRONG_VR", "SAME_UID", "META_MISMATCH"] });
    expect(several).to.equal("a.dcm: held because of WRONG_VR and 2 more; 1 error");
  });

  it("tells apart what is not listed, not kept and not shown", () => {
    const counts = { WRONG_VR: 25, UNKNOWN_ATTRIBUTE: 1, ATTRIBUTE_OUTSIDE_IOD: 45 };
    const kept = [...Array<FindingCode>(20).fill("WRONG_VR"), "UNKNOWN_ATTRIBUTE"] as const;
    const lines = linesOf(report(kept, counts), "warning", 15);
    expect(lines.filter((line) => line.includes("WRONG_VR"))).to.have.length(15);
    expect(lines.slice(-3)).to.deep.equal([
      "  … 6 more not listed (--json has them)",
      "  … 5 more only counted (at most 20 of a code at an attribute are kept, --max-findings in all)",
      "  … 45 notes not shown (--severity note)",
    ]);
  });

  it("names the severity that shows all that is hidden", () => {
    const hidden = report(["UNKNOWN_ATTRIBUTE"], { UNKNOWN_ATTRIBUTE: 1 });
    expect(linesOf(hidden, "error").at(-1)).to.equal("  … 1 warning not shown (--severity warning)");
    expect(linesOf(hidden, "warning").join()).not.to.contain("…");
  });

  it("says once what is expected where the sentence says it", () => {
    const told = (code: FindingCode) =>
      linesOf({
        ...report([], { [code]: 1 }),
        findings: [{ ...finding(code), expected: "the form" }],
      }).join();
    for (const code of ["INVALID_UID", "INVALID_DATE", "INVALID_AGE", "INVALID_CODE"] as const)
      expect(told(code), code).not.to.contain("expected");
    expect(told("INVALID_NUMBER")).to.contain("[expected the form]");
  });
});

describe("what is listed by severity", () => {
  it("is what the findings are, and all of it is counted", () => {
    const all = report(["WRONG_VR", "ATTRIBUTE_OUTSIDE_IOD"], { WRONG_VR: 3, ATTRIBUTE_OUTSIDE_IOD: 1 });
    const { findings, counts, omitted } = listedOf(all, "warning");
    expect(findings.map(({ code }) => code)).to.deep.equal(["WRONG_VR"]);
    expect({ counts, omitted }).to.deep.equal({ counts: all.counts, omitted: 3 });
  });

  it("decides whether there is anything to say of a file that passes", () => {
    const note = report(["ATTRIBUTE_OUTSIDE_IOD"], { ATTRIBUTE_OUTSIDE_IOD: 1 });
    expect(isInOrder(note, "warning")).to.equal(true);
    expect(isInOrder(note, "note")).to.equal(false);
    expect(isInOrder({ ...note, outcome: "held" }, "warning")).to.equal(false);
  });
});
