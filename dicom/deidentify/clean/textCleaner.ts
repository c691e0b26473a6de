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

/** Cleans the text of one object; looks for its identifiers when the first text comes. */
export class TextCleaner {
  private context: CleaningContext | undefined;
  private readonly texts = new Map<string, string>();
  private readonly terms = new Map<string, string>();

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
    const values = readText(element, dataSet);
    if (values.length === 0) return element;
    const cleaned = values.map((text) => (isTerm ? this.cleanTerm(text) : this.cleanText(text, vr)));
    if (cleaned.every((text) => text.trim() === "")) return undefined;
    const bytes = characterSetFor(dataSet).encode(cleaned.join("\\"), delimitersOf(vr));
    if (!bytes || !cleaned.every((text) => text === "" || isValidText(vr, text) || isTerm)) return undefined;
    const whole = padded(bytes, vr);
    return Buffer.compare(whole, bytesOf(value)) === 0 ? element : DataElement.ofBytes(tag, vr, whole);
  }

  private cleanTerm(text: string): string {
    let cleaned = this.terms.get(text);
    if (cleaned === undefined) this.terms.set(text, (cleaned = cleanTerm(text, this.contextOf())));
    return cleaned;
  }

  private cleanText(text: string, vr: Vr): string {
    let cleaned = this.texts.get(text);
    if (cleaned === undefined) this.texts.set(text, (cleaned = cleanText(text, this.contextOf())));
    // A month by its name may have got longer.
    if (cleaned.length > text.length && !isValidText(vr, cleaned))
      return cleanText(text, { ...this.contextOf(), dates: "remove" });
    return cleaned;
  }

  private contextOf(): CleaningContext {
    if (this.context) return this.context;
    const identifiers = this.ownIdentifiers();
    const removedTimes = identifiers
      .filter(({ operation }) => operation !== "shiftDates")
      .flatMap(readingsOf);
    this.context = {
      own: new OwnWords(identifiers.filter(({ kind, tag }) => kind !== "text" || !isFreeText(tag))),
      dates: this.dates,
      offsetDays: this.offsetDays,
      removedTimes: new Set(removedTimes),
    };
    return this.context;
  }
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
