import { expect } from "chai";
import { type DataElement } from "../../../../../dicom";
import { element } from "../../../../support/dicom/dataSets";
import { comment, COMMENTS, foundIn } from "../../../../support/dicom/residual";

describe("the residual scan finds what was removed", () => {
  it("inside of text that a site's rule keeps, in any case", async () => {
    expect(await comment("seen with Farnsworth today")).to.equal(COMMENTS);
    expect(await comment("SEEN WITH FARNSWORTH")).to.equal(COMMENTS);
    expect(await comment("farnsworth")).to.equal(COMMENTS);
    expect(await comment("x_Farnsworth_1")).to.equal(COMMENTS);
  });

  it("of IDs and accession numbers, as they are and with other separators", async () => {
    for (const text of ["HN-4711-23", "no. HN471123.", "hn-4711-23", "A20983344", "a-20983344", "HN 471123"])
      expect(await comment(text), text).to.equal(COMMENTS);
  });

  it("of dates in every common spelling", async () => {
    const spellings = [
      "19580312",
      "1958-03-12",
      "1958.03.12",
      "1958/3/12",
      "1958:03:12 10:00",
      "12.03.1958",
      "12.3.1958",
      "12-03-1958",
      "03/12/1958",
      "12 Mar 1958",
      "12-MAR-1958",
      "12. March 1958",
      "March 12, 1958",
      "Mar 12 1958",
      "1958-Mar-12",
      "195803121015",
      "12th March 1958",
      "born:12Mar1958",
    ];
    for (const text of spellings) expect(await comment(`on ${text}.`), text).to.equal(COMMENTS);
    for (const text of spellings)
      expect(await comment(Buffer.from(`on ${text}.`, "utf16le")), text).to.equal(COMMENTS);
  });

  it("of values in the wrong VR or form, and of numbers without their leading zeros", async () => {
    const content = (subject: DataElement, text: string) => [subject, element("ImageComments", text)];
    const bytes = element("PatientName", "Quirinius^Wim", "OB");
    expect(await foundIn(content(bytes, "by Quirinius"))).to.equal(COMMENTS);
    expect(await foundIn(content(element("PatientBirthDate", "12.03.1931"), "12031931"))).to.equal(COMMENTS);
    expect(await foundIn(content(element("PatientBirthDate", "12.03.1931"), "*12.03.1931"))).to.equal(
      COMMENTS,
    );
    expect(await foundIn(content(element("PatientID", "0000471123"), "no. 471123"))).to.equal(COMMENTS);
  });

  it("of names whose parts are short, in either order", async () => {
    for (const text of ["Li^Na", "by Li, Na", "Dr. Na Li", "LI_NA", "li.na"])
      expect(await comment(text), text).to.equal(COMMENTS);
  });

  it("of institutions, as a whole", async () => {
    expect(await comment("from SAINT ELSEWHERE")).to.equal(COMMENTS);
    expect(await comment("elsewhere")).to.equal(undefined);
  });

  it("of UIDs that were mapped", async () => {
    expect(await comment("see 1.2.826.0.1.3680043.99.1 there")).to.equal(COMMENTS);
    expect(await comment("see 1.2.826.0.1.3680043.99.12 there")).to.equal(undefined);
    expect(await comment("see 1.2.826.0.1.3680043.99 there")).to.equal(undefined);
  });
});
