import { attributeOf } from "../../dictionary/attributes";
import { groupOf, isPrivate, type Tag } from "../../dictionary/tag";
import { CODE_VALUE } from "../../dictionary/tags";
import { isVr, VR_TRAITS, type Vr } from "../../dictionary/vr";
import type { DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import { readText } from "../../text/values";
import { foldWord } from "../clean/atoms";
import { KEPT } from "../rules/unlistedRules";
import { attributeWords } from "./attributeWords";
import type { Located } from "./locate";
import { wholeDateIn } from "./searchTerms";
import { SHORTEST_IN_SAMPLES_BYTES, type Hit } from "./termIndex";

export interface JudgeContext {
  /** As it will be. */
  readonly edited: DataSet;
  /** By which rule an element is in the output. */
  readonly ruleOf: (element: DataElement) => string;
  /** Whether the element stands as it does in the source. */
  readonly isUnchanged: (element: DataElement) => boolean;
}

/** Rules by which a policy keeps an attribute for what it says. */
const RETAINED = /^(?:E\.1-1 K|site rule K|retainUids)/;
const ID_OR_PLACE = /(?:IDs?(?![a-z])|Identifier|Number|Institution|Department|Station|Address|Location)/;
const SHORTEST_NUMBER = 8;
const ACCESSION_NUMBER: Tag = 0x00080050;
/** The same, by options alone, and by the rules of a site alone. */
const OPTION = /^E\.1-1 K/;
const SITE = /^site rule K/;
/** Manufacturer, Manufacturer's Model Name, Software Versions. */
const PRODUCT: ReadonlySet<Tag> = new Set([0x00080070, 0x00081090, 0x00181020]);
/** Who gives out IDs: Local Namespace Entity ID, Universal Entity ID and its type. */
const ISSUERS: ReadonlySet<Tag> = new Set([0x00400031, 0x00400032, 0x00400033]);

/** IDs that are about a patient, a visit or an order, not about a kind of procedure. */
function isOfPatient(tag: Tag): boolean {
  const group = groupOf(tag);
  return group === 0x0010 || group === 0x0012 || group === 0x0038 || tag === ACCESSION_NUMBER;
}

/**
 * Tells values that stand in the output by right, or by coincidence, from those that were left there. Only called for
 * what was found, which in most objects is nothing.
 */
export class HitJudge {
  private retained: ReadonlySet<string> | undefined;
  private retainedBySite: ReadonlySet<string> | undefined;

  constructor(private readonly context: JudgeContext) {}

  isLeak(hit: Hit, located: Located | undefined): boolean {
    if (!located) return true;
    const { kind } = hit.of;
    const { element } = located;
    const { vr } = element;
    const own = ownVrOf(element);
    const isUnchanged = this.context.isUnchanged(element);
    // UIDs, dates and times were each judged as a whole, and digits inside of them mean nothing else.
    if (own === "UI" && kind !== "uid") return false;
    if (own === "DA" || own === "DT" || own === "TM") {
      if (kind === "date" && !isUnchanged) return false; // a moved date that is equal to another one
      if (kind === "id" && /^\d+$/.test(hit.text)) return false;
    }
    if (isNumeric(own) && /^[\d.\- ]+$/.test(hit.text) && hit.text.length < SHORTEST_NUMBER) return false;
    if (hit.isBare && !isInText(hit, located)) return false;
    if (isBinary(vr) && hit.lengthBytes < SHORTEST_IN_SAMPLES_BYTES) return false;
    if (hit.isPart && !hasAnotherPart(hit, located) && this.isHarmlessAlone(hit, located)) return false;
    return !this.isRetained(hit, located) && !this.isAlsoKept(hit, located);
  }

  /** A word that is also a person's name: in a term, in the name of a product, or among other words that an option keeps. */
  private isHarmlessAlone(hit: Hit, located: Located): boolean {
    const { element } = located;
    if (PRODUCT.has(element.tag) || attributeWords().has(hit.text.toLowerCase())) return true;
    return OPTION.test(this.context.ruleOf(element)) && !isWhole(hit, located);
  }

  /**
   * A value that the policy keeps elsewhere was not removed; a part of a name that it keeps is its own. An option that keeps
   * what a device or place is called does not keep the patient's ID.
   */
  private isRetained(hit: Hit, { element }: Located): boolean {
    if (hit.isPart && ownVrOf(element) === "PN" && RETAINED.test(this.context.ruleOf(element))) return true;
    const { kind, tag, text } = hit.of;
    const value = kind === "date" ? hit.text : comparable(text);
    if (kind === "id" && isOfPatient(tag))
      return (this.retainedBySite ??= new Set(this.retainedValues(this.context.edited, SITE))).has(value);
    return (this.retained ??= new Set(this.retainedValues(this.context.edited, RETAINED))).has(value);
  }

  private retainedValues(dataSet: DataSet, by: RegExp): string[] {
    return dataSet.elements.flatMap((element) => {
      const { tag, value } = element;
      if (value.kind === "sequence") return value.items.flatMap((item) => this.retainedValues(item, by));
      if (isPrivate(tag) || !by.test(this.context.ruleOf(element))) return [];
      const own = ownVrOf(element);
      const identifies = own === "PN" || own === "UI" || own === "DA" || own === "DT" || own === "AE";
      if (!identifies && !ID_OR_PLACE.test(attributeOf(tag)?.keyword ?? "")) return [];
      const texts = readText(element, dataSet);
      return own === "DA" || own === "DT"
        ? texts.map((text) => wholeDateIn(text) ?? "")
        : texts.map(comparable);
    });
  }

  /**
   * What is nobody's: the name of a company in that of a product, and the whole of a value that stays, where it is a
   * place, an issuer, or the ID of a procedure that is its code.
   */
  private isAlsoKept(hit: Hit, located: Located): boolean {
    const { element } = located;
    const { kind, tag } = hit.of;
    if (this.context.ruleOf(element) !== KEPT.rule) return false;
    if (kind === "text" && PRODUCT.has(element.tag)) return true;
    const isCode = kind === "id" && !isOfPatient(tag) && element.tag === CODE_VALUE;
    if (kind !== "text" && !isCode && !ISSUERS.has(tag)) return false;
    return isWhole(hit, located);
  }
}

/** Whether more of the same name stands in the element; what was left in the source is not decoded, and may have it. */
function hasAnotherPart({ of, text }: Hit, { element, dataSet }: Located): boolean {
  if (element.value.kind !== "bytes") return true;
  const wordsOf = (name: string) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const found = text.toLowerCase();
  const others = new Set(wordsOf(of.text).filter((word) => word.length > 1 && word !== found));
  return readText(element, dataSet).some((value) => wordsOf(value).some((word) => others.has(word)));
}

/** Whether a value of the element is what was found and nothing else. */
function isWhole({ text }: Hit, { element, dataSet }: Located): boolean {
  return readText(element, dataSet).some((value) => comparable(value) === comparable(text));
}

/** Whether the text, decoded, has what its bytes are like; what was left in the source is not decoded. */
function isInText({ text }: Hit, { element, dataSet }: Located): boolean {
  if (element.value.kind !== "bytes") return true;
  const folded = foldWord(text);
  return readText(element, dataSet).some((value) => foldWord(value).includes(folded));
}

function comparable(text: string): string {
  return text.trim().toLowerCase();
}

/** The attribute's own VR, whatever the value came with. */
function ownVrOf({ tag, vr }: DataElement): Vr {
  const own = attributeOf(tag)?.vr.split("|")[0];
  return own !== undefined && own !== "UN" && isVr(own) ? own : vr;
}

function isNumeric(vr: Vr): boolean {
  return vr === "DS" || vr === "IS" || vr === "AS" || VR_TRAITS[vr].form === "number";
}

function isBinary(vr: Vr): boolean {
  const { form } = VR_TRAITS[vr];
  return form === "number" || (form === "binary" && vr !== "UN");
}
