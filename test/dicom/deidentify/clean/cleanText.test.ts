import { expect } from "chai";
import { cleanText, type CleaningContext } from "../../../../dicom/deidentify/clean/cleanText";
import { OwnWords } from "../../../../dicom/deidentify/clean/ownWords";
import type { OwnIdentifierKind } from "../../../../dicom/deidentify/clean/ownIdentifiers";
import type { DateTreatment } from "../../../../dicom/deidentify/rules/tableRules";

const OWN: readonly (readonly [OwnIdentifierKind, string])[] = [
  ["name", "Head^Jane Marie^^Dr"],
  ["name", "Longhead^Al"],
  ["id", "00512"],
  ["id", "MR-12-77"],
  ["text", "General Chest Hospital"],
];

function contextOf(dates: DateTreatment = "remove"): CleaningContext {
  const identifiers = OWN.map(([kind, text]) => ({ tag: 0, kind, text, operation: "remove" }) as const);
  return { own: new OwnWords(identifiers), dates, offsetDays: -100, removedTimes: new Set(["19640302"]) };
}

const clean = (text: string, dates?: DateTreatment): string => cleanText(text, contextOf(dates));

describe("cleaning text", () => {
  const INTACT = [
    "CT CHEST W/O CONTRAST 5mm",
    "MR BRAIN W/WO CONTRAST 3T",
    "T2w FLAIR ax 3.0 mm",
    "ep2d_diff_b1000_TRACEW 2x2x2mm",
    "Thorax^ThoraxRoutine",
    "X-ray knee AP/LAT s/p TKA r/o fx",
    "L4-L5 C7/T1 spine",
    "LUNG 1.25 B70f 0,75mm",
    "DWI b 1000 TE 100 TR/TE 500/15",
    "perfusion 4D 120kV 70 keV 1.5 T",
    "PA & lateral chest x-ray",
    "fat sat + Gd, C+ and C-",
    "Schädel nativ",
  ];
  for (const text of INTACT) it(`leaves ${text} as it is`, () => expect(clean(text)).to.equal(text));

  const CLEANED: readonly (readonly [string, string, string])[] = [
    ["an age, a sex and a physician", "CT chest abdomen pelvis - 55F Dr. Smith", "CT chest abdomen pelvis"],
    ["names in any order and case", "chest HEAD, jane", "chest"],
    ["a name that is a word of anatomy", "MRI head of JANE", "MRI of"],
    ["a name whose letters are separated", "long head biceps", "biceps"],
    ["an id whatever separates it", "liver MR 12 77, mr1277", "liver"],
    ["an id that is a short number with a unit", "chest 512 mm, 256 mm", "chest 256 mm"],
    ["an institution as a whole", "knee, General-CHEST hospital", "knee"],
    ["words that nobody can judge", "knee Zaphod contrast", "knee contrast"],
    ["e-mail addresses and URLs", "knee hand@foot.org https://knee.example/hand www.chest.org", "knee"],
    ["telephone numbers", "knee +49 62 21 12 34", "knee"],
    ["UIDs", "knee 1.2.840.113619.2.5", "knee"],
    ["long numbers", "knee 1234567 123-45-6789", "knee"],
    ["ages, weights and heights", "knee, 45 y, 45-year-old, 80 kg, 180 cm, 45yo", "knee"],
    ["numbers behind what was removed", "knee room 12", "knee"],
    ["numbers alone", "12", ""],
    ["initials", "knee A. B. C", "knee"],
    ["a word behind a title", "knee Mr. Hand Foot, contrast", "knee contrast"],
    ["scripts that the vocabulary has nothing of", "胸部CT knee Άννα", "knee"],
    ["what separates nothing in plain text", "knee\u200b\u2062hip", "knee hip"],
  ];
  for (const [name, text, expected] of CLEANED) {
    it(`removes ${name}`, () => expect(clean(text)).to.equal(expected));
  }

  const DATES: readonly (readonly [string, string])[] = [
    ["MRI 2020-02-29", "MRI 2019-11-21"],
    ["MRI 20200229", "MRI 20191121"],
    ["MRI 20200229101500", "MRI 20191121101500"],
    ["MRI 2020-02-29T10:15", "MRI 2019-11-21T10:15"],
    ["MRI 12.03.2019 10:15", "MRI 02.12.2018 10:15"],
    ["MRI 2/29/2020", "MRI 11/21/2019"],
    ["MRI 5 Mar 2020", "MRI 26 Nov 2019"],
    ["MRI 05-MAR-2020", "MRI 26-NOV-2019"],
    ["MRI 29FEB2020", "MRI 21NOV2019"],
    ["MRI 29th February 2020", "MRI 21 November 2019"],
    ["MRI February 29, 2020", "MRI November 21, 2019"],
    ["MRI 5. März 2020", "MRI 26. November 2019"],
    ["MRI 3/4/2020", "MRI"], // April or March
    ["MRI 3/14/20", "MRI"], // of which century
    ["MRI March 2020", "MRI"],
    ["MRI 14 March", "MRI"],
    ["MRI 2020", "MRI"],
  ];
  for (const [text, moved] of DATES) {
    it(`moves, keeps and removes ${text}`, () => {
      expect(clean(text, "shift")).to.equal(moved);
      expect(clean(text, "remove")).to.equal("MRI");
      if (!text.endsWith(" 2020") || /\d+ /.test(text)) expect(clean(text, "keep")).to.equal(text);
    });
  }

  for (const birthDate of ["1964-03-02", "2.3.1964", "03/02/64", "2 Mar 1964", "19640302"]) {
    it(`removes ${birthDate}, a date that is removed, whatever becomes of others`, () => {
      for (const treatment of ["remove", "shift", "keep"] as const)
        expect(clean(`MRI ${birthDate}`, treatment)).to.equal("MRI");
    });
  }

  it("keeps lines apart", () => {
    expect(clean("knee\r\nSmith\r\nhip")).to.equal("knee\nhip");
  });

  it("answers for long values without looking at anything twice", () => {
    // Quadratic time would be minutes.
    for (const part of [
      "1",
      "a1",
      "1.",
      "12.3.",
      "head ",
      "jane-",
      "a@",
      "3 mar ",
      "dr. ",
      "w/",
      "1:",
      " ",
    ]) {
      const text = part.repeat(0x40000 / part.length);
      expect(clean(text, "shift").length).to.be.at.most(text.length);
    }
  });
});
