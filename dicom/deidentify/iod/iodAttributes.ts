import type { Tag } from "../../dictionary/tag";
import {
  BURNED_IN_ANNOTATION,
  DEIDENTIFICATION_METHOD,
  DEIDENTIFICATION_METHOD_CODE_SEQUENCE,
  LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED,
  NUMBER_OF_FRAMES,
  PATIENT_IDENTITY_REMOVED,
  SPECIFIC_CHARACTER_SET,
} from "../../dictionary/tags";
import type { AttributeLevel } from "../../iod/attributeLevel";
import { iodOf, levelOf, sopClassesWithIod, type Iod } from "../../iod/iod";

/** The attributes of an IOD in its data set, or in the items of one sequence at one place in it. */
export interface IodAttributes {
  has(tag: Tag): boolean;
  /** Those in the items of a sequence; `undefined` where the IOD does not say what is in them. */
  items(sequence: Tag): IodAttributes | undefined;
}

/** What the data set of every IOD may have: how the object was de-identified, and what pixels cannot be read without. */
const EVERYWHERE: ReadonlySet<Tag> = new Set([
  PATIENT_IDENTITY_REMOVED,
  DEIDENTIFICATION_METHOD,
  DEIDENTIFICATION_METHOD_CODE_SEQUENCE,
  BURNED_IN_ANNOTATION,
  LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED,
  NUMBER_OF_FRAMES,
]);

const NOTHING: ReadonlySet<Tag> = new Set();

class Attributes implements IodAttributes {
  /** By the level of the items: a sequence in its own items has that of the items around it. */
  private readonly inside = new Map<AttributeLevel, IodAttributes>();

  constructor(
    private readonly level: AttributeLevel,
    private readonly more: ReadonlySet<Tag>,
  ) {}

  has(tag: Tag): boolean {
    if (tag === SPECIFIC_CHARACTER_SET) return true; // without it, text that stays cannot be read
    return this.more.has(tag) || this.level.has(tag);
  }

  items(sequence: Tag): IodAttributes | undefined {
    const level = this.level.items(sequence);
    if (!level || level === this.level) return level && this;
    let items = this.inside.get(level);
    if (!items) this.inside.set(level, (items = new Attributes(level, NOTHING)));
    return items;
  }
}

const attributesOf = new Map<Iod, IodAttributes>();

/** All attributes that the modules of an IOD have; `undefined` where the SOP class, or one of its mandatory modules, is not known. */
export function iodAttributesOf(sopClassUid: string): IodAttributes | undefined {
  const iod = iodOf(sopClassUid);
  if (!iod || !isKnown(iod)) return undefined;
  let attributes = attributesOf.get(iod);
  if (!attributes)
    attributesOf.set(iod, (attributes = new Attributes(levelOf(iod, iod.modules), EVERYWHERE)));
  return attributes;
}

/** SOP classes that `iodAttributesOf` knows, and those of IODs with a mandatory module that it does not know. */
export function sopClassesByKnowledge(): {
  readonly known: readonly string[];
  readonly unknown: readonly string[];
} {
  const all = sopClassesWithIod();
  const isKnownClass = (sopClass: string) => iodAttributesOf(sopClass) !== undefined;
  return { known: all.filter(isKnownClass), unknown: all.filter((sopClass) => !isKnownClass(sopClass)) };
}

function isKnown({ modules }: Iod): boolean {
  return modules.every(({ usage, node }) => usage !== "M" || node !== undefined);
}
