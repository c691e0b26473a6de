import { expect } from "chai";
import type { Finding, ValidationReport } from "../../dicom/validate/finding";
import { FINDING_KINDS, type FindingCode } from "../../dicom/validate/findingCodes";
import { actionOf, judge, UNSAFE } from "../../src/judgeFindings";
import { VALIDATION_PRESETS, type ValidationPolicy } from "../../src/validationPolicy";

const found = (...codes: FindingCode[]): ValidationReport => ({
  findings: codes.map((code): Finding => ({ ...FINDING_KINDS[code], code, tag: "00100010" })),
  counts: Object.fromEntries(codes.map((code) => [code, 1])),
  omitted: 0,
});

const preset = (name: ValidationPolicy["preset"], codes: ValidationPolicy["codes"] = {}) => ({
  preset: name,
  codes,
});

describe("what a policy makes of findings", () => {
  it("lets all pass by the lenient preset that an output can be made of", () => {
    const passing = Object.keys(FINDING_KINDS).filter((code) => !UNSAFE.has(code)) as FindingCode[];
    expect(judge(found(...passing), preset("lenient"))).to.deep.equal({ action: "pass" });
  });

  it("holds errors of consistency and of the information object by the standard preset", () => {
    expect(judge(found("INVALID_DATE"), preset("standard")).action).to.equal("pass");
    expect(judge(found("MODALITY_MISMATCH"), preset("standard")).action).to.equal("hold");
    expect(judge(found("MISSING_ATTRIBUTE"), preset("standard")).action).to.equal("hold");
    expect(judge(found("ATTRIBUTE_OUTSIDE_IOD"), preset("standard")).action).to.equal("pass");
  });

  it("rejects errors and holds warnings, those of reading too, by the strict preset", () => {
    expect(judge(found("INVALID_DATE"), preset("strict")).action).to.equal("reject");
    expect(judge(found("UNKNOWN_SOP_CLASS"), preset("strict")).action).to.equal("hold");
    expect(judge(found("ATTRIBUTE_OUTSIDE_IOD"), preset("strict")).action).to.equal("pass");
    expect(actionOf("TRAILING_BYTES", preset("strict"))).to.equal("hold");
  });

  it("rejects what no output can be made of, whatever the policy", () => {
    for (const name of VALIDATION_PRESETS)
      for (const code of UNSAFE as ReadonlySet<FindingCode>)
        expect(judge(found(code), preset(name, { [code]: "pass" })).action, `${name} ${code}`).to.equal(
          "reject",
        );
  });

  it("goes by the site's word on a code before the preset", () => {
    expect(judge(found("INVALID_DATE"), preset("lenient", { INVALID_DATE: "hold" })).action).to.equal("hold");
    expect(judge(found("INVALID_DATE"), preset("strict", { INVALID_DATE: "pass" })).action).to.equal("pass");
  });

  it("tells what rejects before what holds, and a code of which no finding was kept", () => {
    const report = found("MODALITY_MISMATCH", "INVALID_DATE");
    expect(judge(report, preset("standard", { INVALID_DATE: "reject" }))).to.deep.include({
      action: "reject",
    });
    expect(judge(report, preset("standard", { INVALID_DATE: "reject" })).because?.code).to.equal(
      "INVALID_DATE",
    );
    expect(judge(report, preset("strict")).codes).to.deep.equal(["MODALITY_MISMATCH", "INVALID_DATE"]);
    const late = { ...report, findings: report.findings.slice(1) };
    expect(judge(late, preset("strict")).codes).to.deep.equal(["INVALID_DATE", "MODALITY_MISMATCH"]);
    const uncounted = { ...report, findings: [] };
    expect(judge(uncounted, preset("strict")).because?.code).to.equal("MODALITY_MISMATCH");
  });
});
