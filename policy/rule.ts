/** What a rule may know of a resource: as Pulumi has it before the resource is made or changed. */
export interface DeclaredThing {
  /** Such as `aws:s3/bucket:Bucket`. */
  readonly type: string;
  readonly urn: string;
  /** The logical name. */
  readonly name: string;
  /** The inputs. To read one that is not known yet ends the rule, which Pulumi runs again once it is. */
  readonly props: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
  /** Resources that an input is made of, by the input's name. */
  readonly madeOf: Readonly<Record<string, readonly DeclaredThing[]>>;
}

/** What is wrong, in a sentence, and with which resource. */
export interface Violation {
  readonly resource: DeclaredThing;
  readonly message: string;
}

interface RuleFacts {
  /** `bucket-versioning` */
  readonly name: string;
  /** What is held. */
  readonly description: string;
}

/** A rule over one resource at a time; Pulumi asks it before it makes or changes the resource. */
export interface ResourceRule extends RuleFacts {
  readonly types: readonly string[];
  /** Answers what is wrong, one sentence each. */
  readonly check: (resource: DeclaredThing) => readonly string[];
}

/** A rule over all resources of the stack: what has to be there, and what has to agree. */
export interface StackRule extends RuleFacts {
  readonly checkStack: (resources: readonly DeclaredThing[]) => readonly Violation[];
}

export type Rule = ResourceRule | StackRule;

/** The properties of an object, none where it is no object. */
export const propertiesOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

/** The items of a list, none where it is no list. */
export const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The text, none where it is no text. */
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** A sentence where something does not hold. */
export const unless = (holds: boolean, message: string): readonly string[] => (holds ? [] : [message]);
