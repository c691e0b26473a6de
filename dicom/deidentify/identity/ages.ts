import type { Tag } from "../../dictionary/tag";
import {
  ACQUISITION_DATE,
  CONTENT_DATE,
  PATIENT_AGE,
  PATIENT_BIRTH_DATE,
  SERIES_DATE,
  STUDY_DATE,
} from "../../dictionary/tags";
import type { DataSet } from "../../model/dataSet";
import { asciiIn } from "../../text/asciiText";
import { parseDate } from "../../text/dateTime";
import type { CalendarDate } from "../../text/calendar";

/** Ages from here on are told as this one: so few people reach them that they identify (45 CFR 164.514). */
const HIGHEST_AGE = 90;
export const CAPPED_AGE = "090Y";

const AGE = /^(\d{1,3})([DWMY])$/;

/** Values of VR AS with those over 89 years capped; `undefined` where one is no age. Three digits of months are less. */
export function capAges(text: string): string | undefined {
  const capped: string[] = [];
  for (const value of text.split("\\")) {
    const age = value.trim();
    const [, number, unit] = AGE.exec(age) ?? [];
    if (age !== "" && number === undefined) return undefined;
    capped.push(unit === "Y" && Number(number) >= HIGHEST_AGE ? CAPPED_AGE : age);
  }
  return capped.join("\\");
}

/** When an object was made, as far as it says so. */
const DATES: readonly Tag[] = [STUDY_DATE, SERIES_DATE, ACQUISITION_DATE, CONTENT_DATE];

/**
 * True where the age or the birth date of an object's patient tells an age over 89, false where they tell another one,
 * `undefined` where they tell none.
 */
export function isOver89(dataSet: DataSet): boolean | undefined {
  const told = asciiIn(dataSet, PATIENT_AGE);
  const capped = told === "" ? undefined : capAges(told)?.split("\\").includes(CAPPED_AGE);
  if (capped === true) return true;
  const birth = parseDate(asciiIn(dataSet, PATIENT_BIRTH_DATE));
  if (!birth) return capped;
  const ages = DATES.flatMap((tag) => {
    const date = parseDate(asciiIn(dataSet, tag));
    return date ? [yearsBetween(birth, date)] : [];
  });
  return ages.length === 0 ? capped : ages.some((age) => age >= HIGHEST_AGE);
}

function yearsBetween(birth: CalendarDate, date: CalendarDate): number {
  const hadBirthday = date.month > birth.month || (date.month === birth.month && date.day >= birth.day);
  return date.year - birth.year - (hadBirthday ? 0 : 1);
}
