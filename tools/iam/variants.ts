/** A configuration of a stack under which it declares other statements, or other resources, than without it. */
export interface Variant {
  readonly name: string;
  /** Keys without the project's name. */
  readonly config: Readonly<Record<string, string>>;
}

/** Between them they declare every statement that is asked about in a run: a new option is to be added here. */
export const RUN_VARIANTS: readonly Variant[] = [
  { name: "as it is", config: {} },
  {
    name: "with all that can be switched on",
    config: {
      encryption: "kms",
      encryptLogs: "true",
      auditRetentionDays: "365",
      enableXray: "true",
      enableLambdaVpc: "true",
      enableCloudTrail: "true",
    },
  },
];

/** And these the rest of what the program can declare. */
export const VARIANTS: readonly Variant[] = [
  ...RUN_VARIANTS,
  {
    name: "deployed from GitHub",
    config: {
      githubRepository: "example/pipeline",
      stateBucketName: "example-state",
      permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/example-boundary",
    },
  },
  {
    name: "with a new HMAC key and its holder",
    config: { hmacKeyVersion: "2", keyHolderArns: "arn:aws:iam::123456789012:role/key-holder" },
  },
  { name: "with somebody to tell", config: { alarmSubscriptions: "email:oncall@example.org" } },
];
