import { expect } from "chai";
import { TRANSFER_SYNTAX_NAMES } from "../../../dicom/dictionary/transferSyntaxes.generated";
import { isWellKnownUid, registeredUidOf } from "../../../dicom/dictionary/uids";

describe("the UID registry", () => {
  it("knows a SOP class", () => {
    expect(registeredUidOf("1.2.840.10008.5.1.4.1.1.2")).to.deep.equal({
      uid: "1.2.840.10008.5.1.4.1.1.2",
      name: "CT Image Storage",
      type: "SOP Class",
      keyword: "CTImageStorage",
      retired: false,
    });
  });

  it("knows which UIDs are retired", () => {
    expect(registeredUidOf("1.2.840.10008.1.2.2")?.retired).to.equal(true);
  });

  it("does not take the standard's root for a registration", () => {
    expect(isWellKnownUid("1.2.840.10008.5.1.4.1.1.2")).to.equal(true);
    expect(isWellKnownUid("1.2.840.10008.5.1.4.1.1.2.12345.6")).to.equal(false);
    expect(isWellKnownUid("")).to.equal(false);
  });

  it("names all 63 transfer syntaxes as the registry does", () => {
    const names = Object.entries(TRANSFER_SYNTAX_NAMES);
    expect(names).to.have.length(63);
    for (const [uid, name] of names)
      expect(registeredUidOf(uid)).to.include({ type: "Transfer Syntax", name });
  });
});
