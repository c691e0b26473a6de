import { expect } from "chai";
import { BufferSource, readDicom, type DicomObject } from "../../../../dicom";
import { DEFAULT_VALIDATION } from "../../../../src/validationPolicy";
import { InputRejectedError } from "../../../../src/pipeline/rejection";
import { requireProcessable } from "../../../../src/pipeline/validation/requireProcessable";
import { validateProcessable } from "../../../../src/pipeline/validation/validateProcessable";
import { ctFile, PLANTED, sequenceOf, unsignedShort, type CtChanges } from "../support/ctFile";

describe("requireProcessable", () => {
  it("throws the first error as a rejection, with a sentence that holds no value", async () => {
    const object = await readDicom(new BufferSource(ctFile({ 0x00280101: unsignedShort(99) })));
    try {
      requireProcessable(object);
      expect.fail("the object should have been rejected");
    } catch (error) {
      if (!(error instanceof InputRejectedError)) throw error;
      expect(error.rejection).to.include({ code: "INVALID_PIXEL_DESCRIPTION", tag: "00280101" });
      expect(JSON.stringify(error.rejection)).to.not.include(PLANTED.id);
    }
  });

  it("rejects what no output can be made of, and lets all else pass", async () => {
    const codeOf = async (changes: CtChanges) => {
      const object = await readDicom(new BufferSource(ctFile(changes)));
      const codes = [
        (one: DicomObject) => validateProcessable(one, DEFAULT_VALIDATION),
        requireProcessable,
      ].map((check) => {
        try {
          check(object);
          return undefined;
        } catch (error) {
          return error instanceof InputRejectedError ? error.rejection.code : error;
        }
      });
      expect(codes[0]).to.equal(codes[1]);
      return codes[0];
    };
    expect(await codeOf({})).to.equal(undefined);
    expect(await codeOf({ 0x00080016: undefined })).to.equal("MISSING_SOP_CLASS_UID");
    expect(await codeOf({ 0x00080018: ["UI", ""] })).to.equal("MISSING_SOP_INSTANCE_UID");
    expect(await codeOf({ 0x00041220: sequenceOf([]) })).to.equal("DICOMDIR_NOT_SUPPORTED");
    expect(await codeOf({ 0x00280010: unsignedShort(5) })).to.equal("TRUNCATED_PIXEL_DATA");
    expect(await codeOf({ 0x00100020: undefined, 0x00080020: ["DA", "20240230"] })).to.equal(undefined);
  });
});
