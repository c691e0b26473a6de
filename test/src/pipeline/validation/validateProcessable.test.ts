import { expect } from "chai";
import { BufferSource, readDicom } from "../../../../dicom";
import { InputRejectedError } from "../../../../src/pipeline/rejection";
import { validateProcessable } from "../../../../src/pipeline/validation/validateProcessable";
import { ctFile, PLANTED } from "../support/ctFile";

describe("validateProcessable", () => {
  it("tells all that the policy does not let pass, and holds where that says so", async () => {
    const object = await readDicom(
      new BufferSource(ctFile({ 0x00100020: undefined, 0x00080060: ["CS", "MR"] })),
    );
    try {
      validateProcessable(object, { preset: "standard", codes: {} });
      expect.fail("the object should have been held");
    } catch (error) {
      if (!(error instanceof InputRejectedError)) throw error;
      const { code, held, findings = [], findingCounts } = error.rejection;
      expect([code, held]).to.deep.equal(["MODALITY_MISMATCH", true]);
      expect(findings.map((finding) => finding.code)).to.deep.equal([
        "MODALITY_MISMATCH",
        "MISSING_ATTRIBUTE",
      ]);
      expect(findingCounts).to.include({ MODALITY_MISMATCH: 1, MISSING_ATTRIBUTE: 1 });
      expect(JSON.stringify(error.rejection)).to.not.include(PLANTED.name);
    }
  });
});
