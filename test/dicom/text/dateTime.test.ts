import { expect } from "chai";
import fc from "fast-check";
import { addDays, dayNumberOf } from "../../../dicom/text/calendar";
import {
  formatDate,
  formatDateTime,
  formatTime,
  parseDate,
  parseDateTime,
  parseRange,
  parseTime,
} from "../../../dicom/text/dateTime";
import { shiftDate, shiftDateTime } from "../../../dicom/text/shiftDate";

/** Any day of the years 1000 to 8999, so that a shift of up to a thousand years stays in range. */
const anyDay = fc
  .integer({ min: -354_285, max: 2_567_518 })
  .map((days) => addDays({ year: 1970, month: 1, day: 1 }, days) ?? expect.fail("out of range"));
const anyShift = fc.integer({ min: -360_000, max: 360_000 });

describe("dates", () => {
  it("are read in the form of the standard and in the one before it", () => {
    const date = { year: 2024, month: 2, day: 29 };
    expect(parseDate("20240229")).to.deep.equal(date);
    expect(parseDate("2024.02.29")).to.deep.equal(date);
    expect(parseDate(" 20240229 ")).to.deep.equal(date);
    expect(formatDate({ year: 33, month: 4, day: 3 })).to.equal("00330403");
  });

  for (const text of [
    "",
    "2024",
    "20230229",
    "19000229",
    "20241301",
    "20240100",
    "2024.0229",
    "2024-02-29",
    "2024022X",
  ])
    it(`are not read from ${JSON.stringify(text)}`, () => {
      expect(parseDate(text)).to.equal(undefined);
    });

  it("know leap years of centuries, and years under 100", () => {
    expect(parseDate("20000229")).not.to.equal(undefined);
    expect(parseDate("00040229")).to.deep.equal({ year: 4, month: 2, day: 29 });
    expect(dayNumberOf({ year: 1970, month: 1, day: 1 })).to.equal(0);
    expect(addDays({ year: 99, month: 12, day: 31 }, 1)).to.deep.equal({ year: 100, month: 1, day: 1 });
  });
});

describe("times", () => {
  const cases: [string, object | undefined][] = [
    ["07", { hours: 7 }],
    ["0708", { hours: 7, minutes: 8 }],
    ["070809", { hours: 7, minutes: 8, seconds: 9 }],
    ["235960", { hours: 23, minutes: 59, seconds: 60 }],
    ["070809.5", { hours: 7, minutes: 8, seconds: 9, fraction: "5" }],
    ["07:08:09.123456", { hours: 7, minutes: 8, seconds: 9, fraction: "123456" }],
    ["24", undefined],
    ["0760", undefined],
    ["070861", undefined],
    ["070", undefined],
    ["0708.5", undefined],
    ["070809.", undefined],
    ["070809.1234567", undefined],
    ["07:0809", undefined],
    ["", undefined],
  ];
  for (const [text, time] of cases)
    it(`${JSON.stringify(text)} ${time ? "keeps its precision" : "is no time"}`, () => {
      const parsed = parseTime(text);
      expect(parsed).to.deep.equal(time);
      if (parsed) expect(formatTime(parsed)).to.equal(text.replaceAll(":", ""));
    });
});

describe("dates with times", () => {
  const cases = [
    "2024",
    "202402",
    "20240229",
    "2024022907",
    "202402290708",
    "20240229070809",
    "20240229070809.12",
    "2024-0500",
    "20240229070809.123456+1400",
    "20240229+0530",
    "20240229-1200",
  ];
  for (const text of cases)
    it(`${text} keeps its precision`, () => {
      const parsed = parseDateTime(text);
      expect(parsed && formatDateTime(parsed)).to.equal(text);
    });

  it("have their offset in minutes east of UTC", () => {
    expect(parseDateTime("20240229070809-0330")).to.deep.equal({
      year: 2024,
      month: 2,
      day: 29,
      time: { hours: 7, minutes: 8, seconds: 9 },
      offsetMinutes: -210,
    });
  });

  for (const text of [
    "",
    "202",
    "202413",
    "20230229",
    "2024022924",
    "20240229+1500",
    "20240229-1230",
    "20240229+0060",
  ])
    it(`are not read from ${JSON.stringify(text)}`, () => {
      expect(parseDateTime(text)).to.equal(undefined);
    });
});

describe("ranges", () => {
  const from = { year: 2024, month: 1, day: 1 };
  const to = { year: 2024, month: 12, day: 31 };

  it("may be open to one side", () => {
    expect(parseRange("20240101-20241231", parseDate)).to.deep.equal({ from, to });
    expect(parseRange("20240101-", parseDate)).to.deep.equal({ from, to: undefined });
    expect(parseRange("-20241231", parseDate)).to.deep.equal({ from: undefined, to });
  });

  it("are told from single values and from what is neither", () => {
    for (const text of ["20240101", "", "-", "20240101-x", "2024-01-01"])
      expect(parseRange(text, parseDate), text).to.equal(undefined);
    expect(parseRange("2024-0500", parseDateTime)).to.equal(undefined);
    expect(parseRange("2024-0500-2025-0500", parseDateTime)).to.deep.equal({
      from: { year: 2024, offsetMinutes: -300 },
      to: { year: 2025, offsetMinutes: -300 },
    });
  });
});

describe("shifting dates", () => {
  it("keeps the form", () => {
    expect(shiftDate("20240228", 2)).to.equal("20240301");
    expect(shiftDate("2024.01.01", -1)).to.equal("2023.12.31");
    expect(shiftDate("20240101-20240201", 1)).to.equal("20240102-20240202");
    expect(shiftDate("-20240201", 1)).to.equal("-20240202");
    expect(shiftDateTime("20241231235959.50-0000", 1)).to.equal("20250101235959.50-0000");
    expect(shiftDateTime("20240101+0100", -1)).to.equal("20231231+0100");
    expect(shiftDateTime("20200102- 20200131120000", -1)).to.equal("20200101-20200130120000");
    expect(shiftDateTime("202403", -1)).to.equal("202402");
    expect(shiftDateTime("2024", -1)).to.equal("2023");
    expect(shiftDateTime("20240101-20240201", 1)).to.equal("20240102-20240202");
  });

  it("gives nothing for what is no date and for what leaves four digits", () => {
    for (const text of ["", "x", "20230229", "2024-01-01", "-"]) {
      expect(shiftDate(text, 1), text).to.equal(undefined);
      expect(shiftDateTime(text, 1), text).to.equal(undefined);
    }
    expect(shiftDate("99991231", 1)).to.equal(undefined);
    expect(shiftDate("00000101", -1)).to.equal(undefined);
    expect(shiftDate("20240101", NaN)).to.equal(undefined);
  });

  it("keeps the days between any two dates exactly", () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyShift, (first, second, days) => {
        const moved = [first, second].map((date) => parseDate(shiftDate(formatDate(date), days) ?? ""));
        expect(dayNumberOf(moved[1]!) - dayNumberOf(moved[0]!)).to.equal(
          dayNumberOf(second) - dayNumberOf(first),
        );
        expect(dayNumberOf(moved[0]!) - dayNumberOf(first)).to.equal(days);
      }),
    );
  });

  it("goes back by the opposite shift, time of day and offset untouched", () => {
    const tail = fc.constantFrom("", "07", "0708", "070809.123456", "070809-0330", "+1400");
    fc.assert(
      fc.property(anyDay, anyShift, tail, (date, days, rest) => {
        const text = formatDate(date) + rest;
        const shifted = shiftDateTime(text, days);
        expect(shifted?.slice(8)).to.equal(rest);
        expect(shifted?.slice(0, 8)).to.equal(shiftDate(formatDate(date), days));
        expect(shiftDateTime(shifted ?? "", -days)).to.equal(text);
      }),
    );
  });
});
