import { expect } from "chai";
import { BufferSource, readDicom } from "../../../../dicom";
import { ERROR_SENTENCES, WARNING_KINDS } from "../../../../dicom/validate/encoding/readingKinds";
import { sentenceOf, severityOf } from "../../../../dicom/validate/findingCodes";
import { validateDicom } from "../../../../dicom/validate/validateDicom";
import { element, file, item } from "../../../support/dicom/bytes";
import { readCt } from "../../../support/dicom/objects";

const EXPLICIT_LE = "1.2.840.10008.1.2.1";

describe("findings of what reading went past", () => {
  it("name the attribute by keywords, with the offset, a clause and a severity", async () => {
    // 0008,1140 SQ of one item, in which (0008,1155) UI is three bytes long.
    const sequence = element(0x00081140, "SQ", item([element(0x00081155, "UI", "1.2")]));
    const object = await readDicom(new BufferSource(file(EXPLICIT_LE, [sequence])));
    const odd = validateDicom(object).findings.find(({ code }) => code === "ODD_LENGTH");
    expect(odd).to.include({
      level: "encoding",
      severity: "error",
      tag: "00081155",
      path: "ReferencedImageSequence[0].ReferencedSOPInstanceUID",
      clause: "PS3.5 §7.1.1",
    });
    expect(odd?.offset).to.be.a("number");
  });

  it("name the attribute of the file meta information that is absent", async () => {
    const whole = file(EXPLICIT_LE, [element(0x00100020, "LO", "A1")]);
    const { length } = element(0x00020000, "UL", new Uint8Array(4));
    const bytes = Buffer.concat([whole.subarray(0, 132), whole.subarray(132 + length)]);
    const { findings } = validateDicom(await readDicom(new BufferSource(bytes)));
    expect(findings.find(({ code }) => code === "WRONG_META_GROUP_LENGTH")).to.include({
      path: "FileMetaInformationGroupLength",
    });
  });

  it("tell of UN where the standard knows better, except for values that no other VR has room for", async () => {
    const codes = async (changes: Parameters<typeof readCt>[0]) =>
      validateDicom(await readCt(changes)).counts;
    expect(await codes({ 0x00100020: ["UN", "A1"] })).to.have.property("KNOWN_ATTRIBUTE_AS_UN", 1);
    expect(await codes({ 0x00091001: ["UN", "A1"] })).to.not.have.property("KNOWN_ATTRIBUTE_AS_UN");
    expect(await codes({ 0x00104000: ["UN", "x".repeat(0x10002)] })).to.not.have.property(
      "KNOWN_ATTRIBUTE_AS_UN",
    );
  });

  it("have a sentence of their own for each code", () => {
    const codes = [...Object.keys(WARNING_KINDS), ...Object.keys(ERROR_SENTENCES)];
    const sentences = new Set(codes.map((code) => sentenceOf(code as Parameters<typeof sentenceOf>[0])));
    expect(sentences.size).to.equal(new Set(codes).size);
    expect(severityOf("TRUNCATED_ELEMENT")).to.equal("error");
    expect(severityOf("TRAILING_BYTES")).to.equal("warning");
  });
});
