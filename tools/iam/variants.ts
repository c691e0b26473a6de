/** A configuration of a stack under which it declares other statements, or other resources, than without it. */
export interface Variant {
  readonly name: string;
  /** Keys without the project's name. */
  readonly config: Readonly<Record<string, string>>;
}

/** Between them they declare every statement and every resource that the program can declare: a new option is to be added here. */
export const VARIANTS: readonly Variant[] = [
  { name: "as it is", config: {} },
  {
    name: "with all that can be switched on",
    config: { encryption: "kms", encryptLogs: "true", auditRetentionDays: "365" },
  },
];
