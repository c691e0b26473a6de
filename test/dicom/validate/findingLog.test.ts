import { expect } from "chai";
import { FindingLog } from "../../../dicom/validate/findingLog";

const PATIENT_SEX = 0x00100040;
const facts = { clause: "PS3.3 §C.7.1.1", value: () => "MAYBE" };

describe("the log of findings", () => {
  it("tells errors before warnings before notes, and what is of one attribute in the order in which it was found", () => {
    const log = new FindingLog({ maxFindings: 10, maxOfOneKind: 20, showValues: false });
    log.add("RETIRED_ATTRIBUTE", PATIENT_SEX, undefined, facts);
    log.add("RETIRED_FORM", PATIENT_SEX, undefined, facts);
    log.add("UNEXPECTED_VALUE", PATIENT_SEX, undefined, facts);
    log.add("WRONG_VR", PATIENT_SEX, undefined, facts);
    expect(log.report().findings.map(({ code }) => code)).to.deep.equal([
      "UNEXPECTED_VALUE",
      "WRONG_VR",
      "RETIRED_FORM",
      "RETIRED_ATTRIBUTE",
    ]);
  });

  it("tells what is of a severity in the order of the object, a sequence before its items, whichever check found it", () => {
    const log = new FindingLog({ maxFindings: 10, maxOfOneKind: 20, showValues: false });
    const item = (index: number) => ({ parent: undefined, tag: 0x00081115, index });
    const inner = { parent: item(2), tag: 0x0008114a, index: 0 };
    log.add("WRONG_VR", 0x7fe00010, undefined, facts);
    log.add("WRONG_VR", 0x00081155, inner, facts);
    log.add("WRONG_VR", 0x0020000e, item(10), facts);
    log.add("WRONG_VR", 0x0020000e, item(2), facts);
    log.add("WRONG_VR", 0x00081115, undefined, facts);
    log.addGeneral("MISSING_MODULE", facts);
    log.add("WRONG_VR", 0x00080016, undefined, facts);
    expect(log.report().findings.map(({ path }) => path)).to.deep.equal([
      undefined,
      "SOPClassUID",
      "ReferencedSeriesSequence",
      "ReferencedSeriesSequence[2].ReferencedInstanceSequence[0].ReferencedSOPInstanceUID",
      "ReferencedSeriesSequence[2].SeriesInstanceUID",
      "ReferencedSeriesSequence[10].SeriesInstanceUID",
      "PixelData",
    ]);
  });

  it("keeps no more than its limit, errors first, and says how many more there were", () => {
    const log = new FindingLog({ maxFindings: 3, maxOfOneKind: 20, showValues: false });
    for (let number = 0; number < 5; number++) log.add("RETIRED_ATTRIBUTE", number, undefined, facts);
    for (let number = 0; number < 2; number++) log.add("WRONG_VR", number, undefined, facts);
    const { findings, counts, omitted } = log.report();
    expect(findings.map(({ code }) => code)).to.deep.equal(["WRONG_VR", "WRONG_VR", "RETIRED_ATTRIBUTE"]);
    expect(counts).to.deep.equal({ RETIRED_ATTRIBUTE: 5, WRONG_VR: 2 });
    expect(omitted).to.equal(4);
  });

  it("keeps twenty of the same at one attribute, so that one fault of every frame hides no other", () => {
    const log = new FindingLog({ maxFindings: 1000, maxOfOneKind: 20, showValues: false });
    for (let index = 0; index < 50; index++)
      log.add("UNEXPECTED_VALUE", PATIENT_SEX, { parent: undefined, tag: 0x52009230, index }, facts);
    log.add("WRONG_VR", PATIENT_SEX, undefined, facts);
    const { findings, omitted } = log.report();
    expect(findings).to.have.length(21);
    expect(omitted).to.equal(30);
  });

  it("tells values only where they were asked for", () => {
    const told = [false, true].map((showValues) => {
      const log = new FindingLog({ maxFindings: 1, maxOfOneKind: 20, showValues: showValues });
      log.add("UNEXPECTED_VALUE", PATIENT_SEX, undefined, facts);
      return log.report().findings[0]?.value;
    });
    expect(told).to.deep.equal([undefined, "MAYBE"]);
  });

  it("names an attribute by keywords and items, and no tag that PS3.6 does not know", () => {
    const log = new FindingLog({ maxFindings: 10, maxOfOneKind: 20, showValues: false });
    log.add("UNEXPECTED_VALUE", PATIENT_SEX, { parent: undefined, tag: 0x00081115, index: 2 }, facts);
    log.add("UNEXPECTED_VALUE", 0x4a4f484e, undefined, facts); // JOHN
    expect(log.report().findings.map(({ tag, path }) => `${tag} ${path}`)).to.deep.equal([
      "00100040 ReferencedSeriesSequence[2].PatientSex",
      "unknown unknown",
    ]);
  });
});
