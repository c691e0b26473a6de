import { expect } from "chai";
import fc from "fast-check";
import { attributeOf, type DataElement, type DataSet } from "../../../dicom";
import { confidentialityRows } from "../../../dicom/deidentify/rules/confidentiality";
import { dateOffsetOf, patientText } from "../../../dicom/deidentify/identity/patientIdentity";
import { addDays, dayNumberOf, type CalendarDate } from "../../../dicom/text/calendar";
import { formatDate, parseDate } from "../../../dicom/text/dateTime";
import { element, objectOf, sequence } from "../../support/dicom/dataSets";
import {
  deidentified,
  itemAt,
  KEY,
  MODIFIED_DATES,
  policyWith,
  textAt,
} from "../../support/dicom/deidentified";

const SHIFTED = policyWith([MODIFIED_DATES]);

/** Every DA and DT attribute that Table E.1-1 lets move. */
const DATED = confidentialityRows()
  .filter(({ retainModifiedDates, tag }) => retainModifiedDates === "C" && /^[0-9A-F]{8}$/.test(tag))
  .map(({ tag }) => parseInt(tag, 16))
  .filter((tag) => /^D[AT]$/.test(attributeOf(tag)?.vr ?? ""));

const day: fc.Arbitrary<CalendarDate> = fc
  .integer({ min: 11 * 366, max: 3_600_000 })
  .map((number) => addDays({ year: 0, month: 1, day: 1 }, number) as CalendarDate);

const daysOf = (text = ""): number => {
  const date = parseDate(text.slice(0, 8));
  return date ? dayNumberOf(date) : NaN;
};

describe("moved dates, whatever they are", () => {
  it("keep all intervals, in every attribute and at every level, and the rest of each value", () => {
    const tails = fc.constantFrom(
      "",
      "12",
      "1259",
      "235960",
      "000000.000001",
      "120000.5-1200",
      "0130+1400",
      "+0000",
    );
    const value = fc.tuple(fc.constantFrom(...DATED), day, tails).map(([tag, date, tail]) => {
      const isDate = attributeOf(tag)?.vr === "DA";
      return { tag, text: formatDate(date) + (isDate ? "" : tail) };
    });
    const levels = fc.array(fc.array(value, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(levels, fc.string({ unit: "grapheme-ascii", maxLength: 8 }), (content, id) => {
        let nested: DataElement[] = [];
        for (const level of [...content].reverse()) {
          const dates = level.map(({ tag, text }) => element(tag, text));
          nested = [
            ...dates,
            ...(nested.length > 0 ? [sequence("PertinentOtherEvidenceSequence", nested)] : []),
          ];
        }
        const object = objectOf([element("PatientID", id.replaceAll("\\", "")), ...nested]);
        let dataSet: DataSet | undefined = deidentified(object, SHIFTED).object.dataSet;
        const moves = new Set<number>();
        for (const level of content) {
          for (const [tag, text] of new Map(level.map((one) => [one.tag, one.text]))) {
            const moved = textAt(dataSet, tag);
            moves.add(daysOf(moved) - daysOf(text));
            expect(moved?.slice(8)).to.equal(text.slice(8));
          }
          dataSet = itemAt(dataSet, "PertinentOtherEvidenceSequence");
        }
        expect([...moves]).to.have.length(1);
        expect([...moves][0]).to.be.within(-3650, -1);
      }),
      { numRuns: 200 },
    );
  });

  it("never move by less than a day or more than 3650, and use the whole range", () => {
    const offsets = Array.from({ length: 20_000 }, (_, index) => {
      const id = String(index);
      return dateOffsetOf({ id, issuer: "", text: patientText("", id) }, KEY);
    });
    expect(Math.max(...offsets)).to.be.within(-5, -1);
    expect(Math.min(...offsets)).to.be.within(-3650, -3645);
  });

  const moved = (name: "StudyDate" | "AcquisitionDateTime", text: string) =>
    textAt(deidentified(objectOf([element(name, text)]), SHIFTED).object.dataSet, name);
  const offset = daysOf(moved("StudyDate", "20200101")) - daysOf("20200101");
  const back = (text: string): string => {
    const date = parseDate(text);
    return formatDate((date && addDays(date, offset)) as CalendarDate);
  };

  it("move both ends of ranges, open ones too, and every one of several values", () => {
    expect(moved("StudyDate", "20200101-20200229")).to.equal(`${back("20200101")}-${back("20200229")}`);
    expect(moved("StudyDate", "20200101-")).to.equal(`${back("20200101")}-`);
    expect(moved("StudyDate", "-20200101")).to.equal(`-${back("20200101")}`);
    expect(moved("StudyDate", "20200101\\\\20200229")).to.equal(`${back("20200101")}\\\\${back("20200229")}`);
    expect(moved("AcquisitionDateTime", "2020010112-0500\\20200229")).to.equal(
      `${back("20200101")}12-0500\\${back("20200229")}`,
    );
  });

  it("keep the precision of values without a day or month", () => {
    expect(moved("AcquisitionDateTime", "202002")).to.equal(back("20200201").slice(0, 6));
    expect(moved("AcquisitionDateTime", "2020")).to.equal(back("20200101").slice(0, 4));
    expect(moved("AcquisitionDateTime", "2020+0100")).to.equal(`${back("20200101").slice(0, 4)}+0100`);
  });

  it("go over leap days, and never stay before the calendar begins", () => {
    expect(daysOf(moved("StudyDate", "20200301")) - daysOf(moved("StudyDate", "20200229"))).to.equal(1);
    expect(daysOf(moved("StudyDate", "19000301")) - daysOf(moved("StudyDate", "19000228"))).to.equal(1);
    expect(moved("StudyDate", "19000229"), "no leap day").to.equal("");
    expect(moved("StudyDate", "00000101")).to.equal("");
    expect(moved("StudyDate", "00110101")).to.equal(back("00110101"));
  });

  for (const text of [
    "20200101 Smith",
    "20200101-Smith",
    "2020010",
    "202001011",
    "20200101/20200102",
    "JAN 1 2020",
  ]) {
    it(`are removed where they do not parse: ${text}`, () => {
      expect(moved("StudyDate", text)).to.equal("");
    });
  }
  for (const text of ["20200101126000", "2020010112.5", "20200101+1500", "20200101120000.1234567", "Smith"]) {
    it(`are removed where they do not parse as DT: ${text}`, () => {
      const { dataSet } = deidentified(objectOf([element("AcquisitionDateTime", text)]), SHIFTED).object;
      expect(textAt(dataSet, "AcquisitionDateTime") ?? "").not.to.include(text);
      expect(textAt(dataSet, "AcquisitionDateTime") ?? "19000101000000").to.equal("19000101000000");
    });
  }
});
