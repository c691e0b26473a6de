/** What a rule may know of a resource: as Pulumi has it before the resource is made or changed. */
export interface DeclaredThing {
  /** Such as `aws:s3/bucket:Bucket`. */
  readonly type: string;
  readonly urn: string;
  /** The logical name. */
  readonly name: string;
  /**
   * The inputs; for a rule over the stack with what AWS answered, such as `arn`, and what is not set may be an empty text. To read one that is not
   * known yet ends the rule, which Pulumi runs again once it is.
   */
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
  /** All types where there are none. */
  readonly types?: readonly string[];
  /** Answers what is wrong, one sentence each. */
  readonly check: (resource: DeclaredThing) => readonly string[];
}

/** A rule over all resources of the stack: what has to be there, and what has to agree. */
export interface StackRule extends RuleFacts {
  readonly checkStack: (resources: readonly DeclaredThing[], configured: Configured) => readonly Violation[];
}

/** A value of the stack's configuration as it is written; none where the program's default holds. */
export type Configured = (key: string) => string | undefined;

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

/** Resources of a type. */
export const ofType = (resources: readonly DeclaredThing[], type: string): readonly DeclaredThing[] =>
  resources.filter((resource) => resource.type === type);

/** Whether an input of one resource is made of another one. */
export const isMadeOf = (resource: DeclaredThing, input: string, other: DeclaredThing): boolean =>
  (resource.madeOf[input] ?? []).some(({ urn }) => urn === other.urn);

/** What is found of each resource. One of which something is not known yet is left out, and hides nothing about the others. */
export const ofKnown = <Found>(
  resources: readonly DeclaredThing[],
  find: (resource: DeclaredThing) => readonly Found[],
): readonly Found[] =>
  resources.flatMap((resource) => {
    try {
      return find(resource);
    } catch (error) {
      if (error instanceof Error && error.constructor.name === "UnknownValueError") return [];
      throw error;
    }
  });
