import { expect } from "chai";
import { type DataElement } from "../../../../../dicom";
import { element, objectOf } from "../../../../support/dicom/dataSets";
import { deidentified, FULL_DATES, MODIFIED_DATES, policyWith } from "../../../../support/dicom/deidentified";
import { COMMENTS, foundIn } from "../../../../support/dicom/residual";

describe("the residual scan does not take for a value of the patient", () => {
  it("words that the name is part of, and what is part of a longer number", async () => {
    const content = (text: string, name = "Forman^Porter") => [
      element("PatientName", name),
      element("PatientID", "12345"),
      element("ImageComments", text),
    ];
    expect(await foundIn(content("a performance reporter"))).to.equal(undefined);
    expect(await foundIn(content("lot 99123456"))).to.equal(undefined);
    expect(await foundIn(content("value 0.123451"))).to.equal(undefined);
    expect(await foundIn(content("lot 12345."))).to.equal(COMMENTS);
  });

  it("terms that a name happens to be", async () => {
    const content = (name: string, ...more: DataElement[]) => [
      element("PatientName", name),
      element("BodyPartExamined", "CHEST"),
      element("Manufacturer", "SIEMENS"),
      element("ImageType", "ORIGINAL\\PRIMARY\\AXIAL"),
      ...more,
    ];
    for (const name of [
      "Chest^Xi",
      "SIEMENS",
      "Original^Image",
      "CT",
      "Axial",
      "Number^Rows",
      "Smith^Siemens",
    ])
      expect(await foundIn(content(name)), name).to.equal(undefined);
    const model = element("ManufacturerModelName", "Kowalski 500");
    expect(await foundIn(content("Kowalski^Adamus", model))).to.equal(undefined);
    const protocol = element("ProtocolName", "Kowalski 500");
    const keepsProtocol = policyWith([], [{ attribute: "ProtocolName", action: "K" }]);
    expect(await foundIn(content("Kowalski^Adamus", protocol), keepsProtocol)).to.equal("00181030");
  });

  it("a moved date that is another date of the object", async () => {
    const policy = policyWith([MODIFIED_DATES]);
    const moved = deidentified(objectOf([element("StudyDate", "20200229")]), policy).object.dataSet.get(
      "StudyDate",
    );
    if (moved?.value.kind !== "bytes") throw new Error("no date");
    const other = Buffer.from(moved.value.chunk).toString("latin1");
    expect(
      await foundIn(
        [element("PatientID", "ID-1"), element("StudyDate", "20200229"), element("SeriesDate", other)],
        policy,
      ),
    ).to.equal(undefined);
  });

  it("numbers that are measured, and short ones", async () => {
    const content = [
      element("PatientID", "512512"),
      element("RescaleIntercept", "512512"),
      element("ExposureTime", "512512"),
      element("AccessionNumber", "4711"),
      element("ImageComments", "4711"),
    ];
    expect(await foundIn(content)).to.equal(undefined);
  });

  it("what the policy keeps elsewhere", async () => {
    const policy = policyWith(
      [],
      [
        { attribute: "PatientID", action: "K" },
        { attribute: "OperatorsName", action: "K" },
        { attribute: "ImageComments", action: "K" },
      ],
    );
    const content = [
      element("OtherPatientIDs", "HN-4711-23"),
      element("OperatorsName", "Ottokar^Anna"),
      element("ReferringPhysicianName", "Ottokar^Anna"),
      element("ImageComments", "HN-4711-23"),
    ];
    expect(await foundIn(content, policy)).to.equal(undefined);
    expect(await foundIn([...content, element("ImageComments", "Farnsworth")], policy)).to.equal(COMMENTS);
  });

  it("dates that an option keeps, in whatever form they are", async () => {
    for (const date of ["20040119", "2004.01.19"])
      expect(await foundIn([element("StudyDate", date)], policyWith([FULL_DATES])), date).to.equal(undefined);
  });

  it("UIDs that an option keeps, and dates inside of them", async () => {
    const policy = policyWith(["retainUids", MODIFIED_DATES]);
    const content = [element("StudyDate", "20040119"), element("SOPInstanceUID", "1.3.6.1.20040119.5")];
    expect(await foundIn(content, policy)).to.equal(undefined);
  });
});
