import { expect } from "chai";
import { auditKeyOf, outputKeyOf } from "../../../src/pipeline/outputKeys";
import { InputRejectedError } from "../../../src/pipeline/rejection";

describe("outputKeyOf", () => {
  it("is made of the new UIDs", () => {
    const uids = { studyInstanceUid: "2.25.1", seriesInstanceUid: "2.25.2", sopInstanceUid: "2.25.3" };
    expect(outputKeyOf(uids)).to.equal("studies/2.25.1/2.25.2/2.25.3.dcm");
  });

  it("says none for an object without study or series", () => {
    expect(outputKeyOf({ sopInstanceUid: "2.25.3" })).to.equal("studies/none/none/2.25.3.dcm");
  });

  it("refuses a kept UID that is none, since it could be a name or a way out of the folder", () => {
    for (const sopInstanceUid of ["DOE^JOHN", "../../1", "1.2/3", ".", "1".repeat(65)]) {
      expect(() => outputKeyOf({ sopInstanceUid })).to.throw(InputRejectedError);
    }
  });
});

describe("auditKeyOf", () => {
  it("sorts records by the UTC day of the start", () => {
    expect(auditKeyOf(new Date("2026-01-02T23:30:00-05:00"), "abc")).to.equal("audit/2026/01/03/abc.json");
  });
});
