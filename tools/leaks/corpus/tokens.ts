import { addDays, formatDate, type Vr } from "../../../dicom";
import { VR_TRAITS } from "../../../dicom/dictionary/vr";

/** What every planted word looks like: eight capitals and digits that nothing else in a file begins with. */
export const TOKEN_PATTERN = "QZ[0-9A-Z]{6}";

const PREFIX = "QZ";
const DIGITS = 6;

/** Steps over the numbers so that neighbours do not look alike; odd and no multiple of three, so none comes twice. */
const STEP = 1_299_709;

const UID_ROOT = "1.2.826.0.1.3680043.99.9";

/** Planted dates follow each other from here, so that a file's own lie closer together than any offset. */
const FIRST_DATE = { year: 2019, month: 3, day: 2 };

/** A value to plant, and what to search for. */
export interface Planted {
  readonly value: string;
  /** Latin-1. Absent where the VR has no value that could be told from others by its bytes. */
  readonly needle?: string;
}

/** Makes values that occur once in a corpus. */
export class Tokens {
  private made = 0;
  private days = 0;

  /** A word. */
  next(): string {
    const number = (++this.made * STEP) % 36 ** DIGITS;
    return PREFIX + number.toString(36).toUpperCase().padStart(DIGITS, "0");
  }

  uid(): string {
    return `${UID_ROOT}.${++this.made + 100_000}`;
  }

  /** The next day; each file begins again. */
  date(): string {
    return formatDate(addDays(FIRST_DATE, this.days++) ?? FIRST_DATE);
  }

  beginFile(): void {
    this.days = 0;
  }

  /** A value that is valid for the VR; words where nothing else is asked for. */
  ofVr(vr: Vr): Planted {
    const make = this.makers[vr];
    return make ? make() : same(this.next());
  }

  private readonly makers: Partial<Record<Vr, () => Planted>> = {
    UI: () => same(this.uid()),
    DA: () => same(this.date()),
    DT: () => {
      const date = this.date();
      return { value: `${date}101112.${this.digits()}+0100`, needle: date };
    },
    TM: () => same(`091011.${this.digits()}`),
    AS: () => ({ value: "047Y" }),
    US: () => ({ value: "QZ" }), // one number: what is longer is no value of the attribute
    IS: () => same(`-1${this.digits()}`),
    DS: () => same(`-1${this.digits()}.75`),
    PN: () => {
      const token = this.next();
      return { value: `${token}^Ada`, needle: token };
    },
    UR: () => {
      const token = this.next();
      return { value: `https://${token}.example/x`, needle: token };
    },
  };

  private digits(): string {
    return String(++this.made % 1_000_000).padStart(6, "0");
  }
}

/** The value field: text as it is, eight letters as bytes where the VR is binary. */
export function bytesOfPlanted({ value }: Planted, vr: Vr): Buffer {
  const bytes = Buffer.from(value, "latin1");
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.of(VR_TRAITS[vr].padding)]);
}

function same(value: string): Planted {
  return { value, needle: value };
}
