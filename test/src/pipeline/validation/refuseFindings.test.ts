import { expect } from "chai";
import type { Finding } from "../../../../dicom/validate/finding";
import { FINDING_KINDS } from "../../../../dicom/validate/findingCodes";
import { InputRejectedError, type ToldFinding } from "../../../../src/pipeline/rejection";
import { identifyPolicy } from "../../../../src/pipeline/validation/policyIdentity";
import { refuseFindings } from "../../../../src/pipeline/validation/refuseFindings";

describe("what a rejection tells of findings", () => {
  const finding = (path: string): Finding => ({ ...FINDING_KINDS.INVALID_DATE, code: "INVALID_DATE", path });

  function toldOf(findings: readonly Finding[]): readonly ToldFinding[] {
    const report = { findings, counts: { INVALID_DATE: findings.length }, omitted: 0 };
    try {
      refuseFindings(report, { preset: "strict", codes: {} });
    } catch (error) {
      if (error instanceof InputRejectedError) return error.rejection.findings ?? [];
    }
    throw new Error("the findings should have been refused");
  }

  it("is the first fifty", () => {
    expect(toldOf(Array.from({ length: 60 }, (_, index) => finding(`Path${index}`)))).to.have.length(50);
  });

  it("says of each in a sentence what it is", () => {
    const [told] = toldOf([finding("StudyDate")]);
    expect(told).to.include({ path: "StudyDate", sentence: FINDING_KINDS.INVALID_DATE.sentence });
  });

  it("is by which policy it was refused", () => {
    const report = { findings: [finding("StudyDate")], counts: { INVALID_DATE: 1 }, omitted: 0 };
    const policy = { preset: "lenient", codes: { INVALID_DATE: "hold" } } as const;
    expect(() => refuseFindings(report, policy))
      .to.throw(InputRejectedError)
      .with.nested.property("rejection.validation")
      .that.deep.equals(identifyPolicy(policy));
  });

  it("fits twice into the state of an execution, however long the paths are", () => {
    const findings = Array.from({ length: 50 }, () =>
      finding("EquipmentRelationshipSequence[0].".repeat(130)),
    );
    const told = toldOf(findings);
    expect(told).to.not.be.empty;
    const body = JSON.stringify({ findings: told });
    const state = { result: { body }, failure: { reason: JSON.parse(body) as unknown } };
    expect(Buffer.byteLength(JSON.stringify(state))).to.be.below(262_144 / 2);
  });
});
