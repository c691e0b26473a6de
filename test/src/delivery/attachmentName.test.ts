import { expect } from "chai";
import fc from "fast-check";
import { attachmentDisposition, safeFileName } from "../../../src/delivery/attachmentName";

describe("safeFileName", () => {
  it("takes the last part of a key and one extension", () => {
    expect(safeFileName("studies/1/2/3.dcm")).to.equal("3.dcm");
    expect(safeFileName("scan.DCM")).to.equal("scan.dcm");
    expect(safeFileName("scan")).to.equal("scan.dcm");
    expect(safeFileName("")).to.equal("object.dcm");
  });

  it("makes a plain name of any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const name = safeFileName(text);
        expect(name).to.match(/^[A-Za-z0-9_][A-Za-z0-9._-]*\.dcm$/);
        expect(name.length).to.be.at.most(100);
        expect(attachmentDisposition(text)).to.equal(`attachment; filename="${name}"`);
      }),
    );
  });
});
