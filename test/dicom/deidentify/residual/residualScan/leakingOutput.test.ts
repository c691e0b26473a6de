import { expect } from "chai";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planChunks, transferSyntaxOf, writePlanToFile } from "../../../../../dicom";
import { element, objectOf } from "../../../../support/dicom/dataSets";
import { deidentified } from "../../../../support/dicom/deidentified";
import { rejection } from "../../../../support/dicom/rejection";
import { COMMENTS, foundIn, KEEPS_COMMENTS, PATIENT } from "../../../../support/dicom/residual";

describe("an output in which something was found", () => {
  const leaking = () =>
    deidentified(objectOf([...PATIENT, element("ImageComments", "Farnsworth")]), KEEPS_COMMENTS).plan;

  it("is no file, nor part of one", async () => {
    const folder = await mkdtemp(join(tmpdir(), "residual-"));
    try {
      const error = await rejection(writePlanToFile(leaking(), join(folder, "out.dcm")));
      expect(error.code).to.equal("RESIDUAL_IDENTIFIER");
      expect(await readdir(folder)).to.deep.equal([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("is no stream that ends in order", async () => {
    const read = async () => {
      for await (const chunk of planChunks(leaking())) expect(chunk.length).to.be.greaterThan(0);
    };
    expect((await rejection(read())).code).to.equal("RESIDUAL_IDENTIFIER");
  });

  it("is found before it is deflated", async () => {
    const transferSyntax = transferSyntaxOf("1.2.840.10008.1.2.1.99");
    const content = [element("ImageComments", "Farnsworth")];
    expect(await foundIn(content, KEEPS_COMMENTS, transferSyntax && { transferSyntax })).to.equal(COMMENTS);
  });
});
