import type { DataElement } from "../../model/dataElement";
import type { AttributeType } from "../../iod/attributeLevel";

/** Letters of PS3.15 Table E.1-1a, as change lists and counts name what was done. */
export type ActionLetter = "D" | "Z" | "X" | "K" | "U" | "C";

/** What is done to one data element. */
export type Operation =
  /** The value stays; a sequence stays and its items are edited in turn. */
  | "keep"
  /** The value stays where `holds` is true of it; what is no value that the rule can judge gets `otherwise`. */
  | "keepIf"
  /** Ages stay up to 89 years, see `capAges`. */
  | "capAge"
  /** The birth date stays unless it would tell an age over 89. */
  | "keepBirthDate"
  | "remove"
  /** Zero length, or no items. */
  | "empty"
  /** A dummy of the VR; in a sequence, dummies for all leaves. */
  | "dummy"
  /** Every UID that is not well known is replaced by its keyed one. */
  | "mapUids"
  /** UIDs stay; text that is no UID is replaced as if it were one. */
  | "keepUids"
  | "shiftDates"
  /** Text loses what identifies, and what cannot be judged; a sequence stays and its items are edited in turn. */
  | "clean"
  /** The keyed pseudonym of the patient. */
  | "pseudonym";

/** Who decided. A site's own rule has the last word, inside dummied sequences too. */
type Origin = "table" | "site" | "unlisted";

/** The decision on one attribute under one policy. */
export interface Decision {
  readonly operation: Operation;
  readonly action: ActionLetter;
  /** What the bytes in the output are attributed to, such as `E.1-1 D`. */
  readonly rule: string;
  readonly origin: Origin;
  /** A value that is empty already satisfies the rule and stays so. */
  readonly emptyStays: boolean;
  /** An option chosen says this, and not the Basic Profile. */
  readonly byOption?: boolean;
  /** For `keepIf`. */
  readonly holds?: (element: DataElement) => boolean;
  /** For `keep`: a value of more bytes gets `otherwise`. */
  readonly longestBytes?: number;
  /** What happens where the operation does not fit the value: a date that cannot be parsed. */
  readonly otherwise?: Decision;
  /** What holds instead where the type of the attribute in the IOD is known. */
  readonly byType?: Readonly<Record<AttributeType, Decision>>;
  /** What a site's rule asks for instead of a dummy, as text. */
  readonly replacement?: string;
}

const LETTERS: Readonly<Record<Operation, ActionLetter>> = {
  keep: "K",
  keepIf: "K",
  capAge: "K",
  keepBirthDate: "K",
  remove: "X",
  empty: "Z",
  dummy: "D",
  mapUids: "U",
  keepUids: "K",
  shiftDates: "C",
  clean: "C",
  pseudonym: "D",
};

/** A decision with the letter that its operation usually has. */
export function createDecision(
  operation: Operation,
  rule: string,
  origin: Origin,
  more: Partial<
    Pick<
      Decision,
      "action" | "emptyStays" | "holds" | "longestBytes" | "otherwise" | "byType" | "replacement"
    >
  > = {},
): Decision {
  return { operation, action: LETTERS[operation], rule, origin, emptyStays: false, ...more };
}
