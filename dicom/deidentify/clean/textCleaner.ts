import type { Tag } from "../../dictionary/tag";
import { CODE_MEANING, CODE_VALUE } from "../../dictionary/tags";
import { VR_TRAITS, type Vr } from "../../dictionary/vr";
import { bytesOf, DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import { padded } from "../../text/asciiText";
import { parseDateTime, parseTime } from "../../text/dateTime";
import { isValidText } from "../../text/valueForm";
import { characterSetFor, delimitersOf, readText } from "../../text/values";
import type { Decision } from "../rules/decision";
import type { DateTreatment } from "../rules/tableRules";
import { cleanTerm, cleanText, type CleaningContext } from "./cleanText";
import { isStandardCode } from "./codingSchemes";
import { isFreeText } from "./freeText";
import type { OwnIdentifier } from "./ownIdentifiers";
import { OwnWords } from "./ownWords";

/** Text that may be cleaned among the VRs of ASCII; the others have a form that cleaning would break. */
const ASCII_TEXT: ReadonlySet<Vr> = new Set(["AE", "CS"]);

const CODE_VALUES: ReadonlySet<Tag> = new Set([CODE_VALUE, 0x00080119, 0x00080120]); // and LongCodeValue, URNCodeValue
const CODING_SCHEME: ReadonlySet<Tag> = new Set([0x00080102, 0x00080103]); // CodingSchemeDesignator, CodingSchemeVersion

const PLAIN_ASCII = /^[\x20-\x7e]*$/;

/** Texts remembered of one set of identifiers. */
const REMEMBERED = 1000;

/** What was cleaned with the same identifiers: the objects of a series have them, and most of their text, in common. */
interface Cleaned {
  readonly key: string;
  readonly context: CleaningContext;
  readonly texts: Map<string, string>;
  readonly terms: Map<string, string>;
  /** Value fields of which everything stayed, in ASCII, which is the same in all character sets. */
  readonly whole: Set<string>;
}

let latest: Cleaned | undefined;

/** Cleans the text of one object; looks for its identifiers when the first text comes. */
export class TextCleaner {
  private cleaned: Cleaned | undefined;

  constructor(
    private readonly ownIdentifiers: () => readonly OwnIdentifier[],
    private readonly dates: DateTreatment,
    private readonly offsetDays: number,
  ) {}

  /**
   * The element with what is left of its text, the very element where that is all of it. `undefined` where nothing is
   * left, where it is no text that can be looked at, and where the character set cannot say the result.
   *
   * @param dataSet holds the element, and gives the character set
   */
  clean(element: DataElement, dataSet: DataSet, { origin }: Decision): DataElement | undefined {
    const { tag, vr, value } = element;
    const { form } = VR_TRAITS[vr];
    if (value.kind !== "bytes" || !(form === "text" || form === "paragraph" || ASCII_TEXT.has(vr)))
      return undefined;
    if (CODING_SCHEME.has(tag) || (CODE_VALUES.has(tag) && isStandardCode(dataSet))) return element;
    const isTerm = tag === CODE_MEANING ? isStandardCode(dataSet) : origin === "unlisted";
    const { whole } = this.known();
    const raw = `${vr}${isTerm ? "t" : " "}${asText(bytesOf(value))}`;
    if (whole.has(raw)) return element;
    const values = readText(element, dataSet);
    if (values.length === 0) return element;
    const cleaned = values.map((text) => (isTerm ? this.cleanTerm(text) : this.cleanText(text, vr)));
    if (cleaned.every((text) => text.trim() === "")) return undefined;
    const bytes = characterSetFor(dataSet).encode(cleaned.join("\\"), delimitersOf(vr));
    if (!bytes || !cleaned.every((text) => text === "" || isValidText(vr, text) || isTerm)) return undefined;
    const written = padded(bytes, vr);
    if (Buffer.compare(written, bytesOf(value)) !== 0) return DataElement.ofBytes(tag, vr, written);
    if (whole.size < REMEMBERED && PLAIN_ASCII.test(raw)) whole.add(raw);
    return element;
  }

  private cleanTerm(text: string): string {
    const { context, terms } = this.known();
    return remembered(terms, text, () => cleanTerm(text, context));
  }

  private cleanText(text: string, vr: Vr): string {
    const { context, texts } = this.known();
    const cleaned = remembered(texts, text, () => cleanText(text, context));
    // A month by its name may have got longer.
    if (cleaned.length > text.length && !isValidText(vr, cleaned))
      return cleanText(text, { ...context, dates: "remove" });
    return cleaned;
  }

  private known(): Cleaned {
    if (this.cleaned) return this.cleaned;
    const { dates, offsetDays } = this;
    const identifiers = this.ownIdentifiers().filter(isWanted);
    const words = identifiers.filter(
      ({ kind, tag }) => kind !== "date" && kind !== "time" && (kind !== "text" || !isFreeText(tag)),
    );
    const removedTimes = identifiers.flatMap(readingsOf);
    const key = JSON.stringify([
      dates,
      offsetDays,
      removedTimes,
      words.map(({ kind, text }) => [kind, text]),
    ]);
    if (latest?.key !== key) {
      const context = { own: new OwnWords(words), dates, offsetDays, removedTimes: new Set(removedTimes) };
      latest = { key, context, texts: new Map(), terms: new Map(), whole: new Set() };
    }
    this.cleaned = latest;
    return latest;
  }
}

/** UIDs go from text whoever they are of, and dates that move elsewhere move in text. */
const isWanted = ({ kind, operation }: OwnIdentifier) => kind !== "uid" && operation !== "shiftDates";

function asText({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString("latin1");
}

function remembered(results: Map<string, string>, text: string, clean: () => string): string {
  let result = results.get(text);
  if (result === undefined) {
    if (results.size >= REMEMBERED) results.clear();
    results.set(text, (result = clean()));
  }
  return result;
}

/** `YYYYMMDD` of a date, `HHMM` of a time of day. */
function readingsOf({ kind, text }: OwnIdentifier): string[] {
  if (kind === "date") {
    const date = parseDateTime(text.replace(/^(\d{4})\.(\d{2})\.(\d{2})$/, "$1$2$3"));
    return date?.day === undefined ? [] : [text.replace(/\D/g, "").slice(0, 8)];
  }
  if (kind !== "time" || parseTime(text)?.minutes === undefined) return [];
  return [text.replace(/\D/g, "").slice(0, 4)];
}
