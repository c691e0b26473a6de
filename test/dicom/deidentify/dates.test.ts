import { expect } from "chai";
import type { DataElement } from "../../../dicom";
import { element, objectOf, sequence, UNKNOWN_CLASS, type AttributeName } from "../../support/dicom/dataSets";
import {
  BASIC,
  deidentified,
  FULL_DATES,
  itemAt,
  MODIFIED_DATES,
  OTHER_KEY,
  policyWith,
  textAt,
} from "../../support/dicom/deidentified";

const SHIFTED = policyWith([MODIFIED_DATES]);
const KEPT = policyWith([FULL_DATES]);

function after(elements: readonly DataElement[], name: AttributeName, policy = SHIFTED): string | undefined {
  return textAt(deidentified(objectOf(elements), policy).object.dataSet, name);
}

function dayOf(text: string | undefined): number {
  const [, year, month, day] = /^(....)(..)(..)/.exec(text ?? "") ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000;
}

describe("modified dates", () => {
  const DATES: readonly (readonly [AttributeName, string])[] = [
    ["StudyDate", "20200229"],
    ["SeriesDate", "20200301"],
    ["AcquisitionDateTime", "20200302235959.123456+0100"],
    ["RadiopharmaceuticalStartDateTime", "20191231120000"],
    ["DateOfLastCalibration", "20190101"],
  ];

  it("move all dates of a patient by the same number of days, one to 3650 back", () => {
    const object = objectOf(DATES.map(([name, text]) => element(name, text)));
    const { dataSet } = deidentified(object, SHIFTED).object;
    const moves = DATES.map(([name, text]) => dayOf(textAt(dataSet, name)) - dayOf(text));
    expect(new Set(moves).size).to.equal(1);
    expect(moves[0]).to.be.within(-3650, -1);
  });

  it("move alike in other objects of the patient, and otherwise for other patients and keys", () => {
    const moved = (id: string, key?: typeof OTHER_KEY): number => {
      const object = objectOf([element("PatientID", id), element("StudyDate", "20200101")]);
      return dayOf(textAt(deidentified(object, SHIFTED, key).object.dataSet, "StudyDate"));
    };
    expect(moved("ID-1")).to.equal(dayOf(after([element("StudyDate", "20200101")], "StudyDate")));
    expect(moved("ID-1")).not.to.equal(moved("ID-2"));
    expect(moved("ID-1")).not.to.equal(moved("ID-1", OTHER_KEY));
  });

  it("keep time of day, fraction, offset from UTC and precision", () => {
    expect(
      after([element("AcquisitionDateTime", "20200302235959.123456+0100")], "AcquisitionDateTime"),
    ).to.match(/^[0-9]{8}235959\.123456\+0100$/);
    expect(after([element("AcquisitionDateTime", "202003")], "AcquisitionDateTime")).to.match(/^[0-9]{6}$/);
    expect(after([element("StudyTime", "120000.5")], "StudyTime")).to.equal("120000.5");
  });

  it("move in items, and every value of a multi-valued attribute", () => {
    const object = objectOf([
      element("StudyDate", "20200101"),
      element("DateOfSecondaryCapture", "20200101\\20200111"),
      sequence("PertinentOtherEvidenceSequence", [element("StudyDate", "20200101")]),
    ]);
    const { dataSet } = deidentified(object, SHIFTED).object;
    const [first = "", second = ""] = textAt(dataSet, "DateOfSecondaryCapture")?.split("\\") ?? [];
    expect(dayOf(second) - dayOf(first)).to.equal(10);
    expect(textAt(itemAt(dataSet, "PertinentOtherEvidenceSequence"), "StudyDate")).to.equal(
      textAt(dataSet, "StudyDate"),
    );
  });

  it("also move where Table E.1-1 does not list the attribute", () => {
    expect(after([element("SecondaryReviewDate", "20200101")], "SecondaryReviewDate")).to.match(
      /^20[01][0-9]{5}$/,
    );
    expect(after([element("SecondaryReviewDate", "20200101")], "SecondaryReviewDate", BASIC)).to.equal("");
  });

  it("win over Retain Device Identity, so that all dates move alike", () => {
    const both = policyWith([MODIFIED_DATES, "retainDeviceIdentity"]);
    const elements = [element("DateOfLastCalibration", "20200101"), element("DeviceSerialNumber", "77")];
    expect(after(elements, "DateOfLastCalibration", both)).to.equal(after(elements, "DateOfLastCalibration"));
    expect(after(elements, "DeviceSerialNumber", both)).to.equal("77");
  });

  for (const [text, left] of [
    ["+0100", "+0100"],
    ["-0930 ", "-0930"],
    ["", ""],
    ["+2500", undefined],
    ["0100", undefined],
    ["Smith", undefined],
  ] as const) {
    it(`${left === undefined ? "remove" : "keep"} an offset from UTC of "${text}"`, () => {
      expect(after([element("TimezoneOffsetFromUTC", text)], "TimezoneOffsetFromUTC")).to.equal(left);
      expect(after([element("TimezoneOffsetFromUTC", text)], "TimezoneOffsetFromUTC", BASIC)).to.equal(
        undefined,
      );
    });
  }

  it("remove birth and death dates in other calendars, under any option", () => {
    for (const name of [
      "PatientBirthDateInAlternativeCalendar",
      "PatientDeathDateInAlternativeCalendar",
    ] as const)
      for (const policy of [SHIFTED, KEPT, BASIC, policyWith(["retainPatientCharacteristics"])])
        expect(after([element(name, "5705-10-21")], name, policy)).to.equal(undefined);
  });

  it("leave empty dates empty", () => {
    expect(after([element("ContentDate", "")], "ContentDate")).to.equal("");
  });

  for (const text of ["Smith", "20201301", "20200230", "0001.01.01", "20200101\\Smith"]) {
    it(`fall back to the basic action where the value is no date: ${text}`, () => {
      expect(after([element("StudyDate", text)], "StudyDate")).to.equal(""); // Z
      expect(after([element("AdmittingDate", text)], "AdmittingDate")).to.equal(undefined); // X
      const unknownClass = element("SOPClassUID", UNKNOWN_CLASS);
      expect(after([unknownClass, element("SeriesDate", text)], "SeriesDate")).to.equal("19000101"); // X/D
      expect(after([element("SeriesDate", text)], "SeriesDate")).to.equal(undefined); // of type 3
    });
  }

  it("fall back to the basic action for what is no time of day", () => {
    expect(after([element("StudyTime", "Smith")], "StudyTime")).to.equal("");
  });

  it("do not touch what the basic action does to the birth date", () => {
    expect(after([element("PatientBirthDate", "19500101")], "PatientBirthDate")).to.equal("");
  });

  it("are claimed as MODIFIED", () => {
    expect(after([], "LongitudinalTemporalInformationModified")).to.equal("MODIFIED");
  });
});

describe("full dates", () => {
  it("stay as they are, also unlisted ones, and are claimed as UNMODIFIED", () => {
    const elements = [element("StudyDate", "20200101"), element("SecondaryReviewDate", "20200102")];
    expect(after(elements, "StudyDate", KEPT)).to.equal("20200101");
    expect(after(elements, "SecondaryReviewDate", KEPT)).to.equal("20200102");
    expect(after(elements, "LongitudinalTemporalInformationModified", KEPT)).to.equal("UNMODIFIED");
  });

  it("do not keep what is no date, time or offset", () => {
    expect(after([element("StudyDate", "Smith")], "StudyDate", KEPT)).to.equal("");
    expect(after([element("StudyTime", "Smith")], "StudyTime", KEPT)).to.equal("");
    expect(after([element("AdmittingDate", "20200101\\Smith")], "AdmittingDate", KEPT)).to.equal(undefined);
    expect(after([element("SecondaryReviewDate", "Smith")], "SecondaryReviewDate", KEPT)).to.equal("");
    expect(after([element("TimezoneOffsetFromUTC", "Smith")], "TimezoneOffsetFromUTC", KEPT)).to.equal(
      undefined,
    );
  });

  it("are not claimed where an earlier run has moved or removed them", () => {
    for (const term of ["MODIFIED", "REMOVED"]) {
      const elements = [element("LongitudinalTemporalInformationModified", term)];
      expect(after(elements, "LongitudinalTemporalInformationModified", KEPT)).to.equal(term);
    }
  });
});

describe("dates without an option", () => {
  it("get the basic action, and are claimed as REMOVED", () => {
    const elements = [element("StudyDate", "20200101"), element("AdmittingDate", "20200101")];
    expect(after(elements, "StudyDate", BASIC)).to.equal("");
    expect(after(elements, "AdmittingDate", BASIC)).to.equal(undefined);
    expect(after(elements, "LongitudinalTemporalInformationModified", BASIC)).to.equal("REMOVED");
  });
});
