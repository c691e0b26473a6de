import { edit, restate, set, type Mutation } from "./change";

const config = { enableCloudTrail: "true" };
const PREFIX = "medical-imaging-pipeline-prod";
const RAW = `arn:aws:s3:::${PREFIX}-raw-dicom`;
const LOGS = `arn:aws:s3:::${PREFIX}-logs`;

/** The declared selectors, with other fields in place of those of the same names. */
const selecting = (
  ...fields: readonly { readonly field: string; readonly [operator: string]: unknown }[]
) => {
  const declared = [
    { field: "eventCategory", equals: ["Data"] },
    { field: "resources.type", equals: ["AWS::S3::Object"] },
    { field: "resources.ARN", startsWiths: [`${RAW}/`] },
  ];
  const kept = declared.filter(({ field }) => !fields.some((other) => other.field === field));
  return set("Trail", "-raw-dicom", { advancedEventSelectors: [{ fieldSelectors: [...kept, ...fields] }] });
};

/** Makes an input of the trail of another bucket. */
const madeOf =
  (input: string, bucketEnd: string): Mutation["change"] =>
  (stack) => {
    const find = (typeEnd: string, nameEnd: string) =>
      stack.resources.find(({ type, name }) => type.endsWith(`:${typeEnd}`) && name.endsWith(nameEnd));
    const propertyDependencies = {
      ...find("Trail", "")?.propertyDependencies,
      [input]: [find("Bucket", bucketEnd)!.urn],
    };
    return set("Trail", "-raw-dicom", {}, { propertyDependencies })(stack);
  };

const trail = (inputs: Readonly<Record<string, unknown>>) => set("Trail", "-raw-dicom", inputs);

/** What records less than is said, or somewhere else. */
export const TRAIL_MUTATIONS: readonly Mutation[] = [
  {
    what: "does not validate the trail's files",
    config,
    change: trail({ enableLogFileValidation: undefined }),
    breaks: { "trail-records-everything": /enableLogFileValidation/ },
  },
  {
    what: "switches the trail off and leaves it there",
    config,
    change: trail({ enableLogging: false }),
    breaks: { "trail-records-everything": /enableLogging/ },
  },
  {
    what: "encrypts the trail with a key that its bucket refuses",
    config,
    change: trail({ kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1" }),
    breaks: { "trail-records-everything": /kmsKeyId/ },
  },
  ...[
    { what: "writes alone", change: selecting({ field: "readOnly", equals: ["false"] }) },
    { what: "downloads alone", change: selecting({ field: "eventName", equals: ["GetObject"] }) },
    {
      what: "one folder alone",
      change: selecting({ field: "resources.ARN", startsWiths: [`${RAW}/incoming/`] }),
    },
    {
      what: "all objects but one folder's",
      change: selecting({
        field: "resources.ARN",
        startsWiths: [`${RAW}/`],
        notStartsWiths: [`${RAW}/incoming/`],
      }),
    },
    {
      what: "buckets whose names begin so",
      change: selecting({ field: "resources.ARN", startsWiths: [RAW] }),
    },
    {
      what: "every bucket but this one",
      change: selecting({ field: "resources.ARN", notStartsWiths: [`${RAW}/`] }),
    },
    { what: "management events", change: selecting({ field: "eventCategory", equals: ["Management"] }) },
    { what: "what nobody says", change: trail({ advancedEventSelectors: undefined }) },
  ].map(({ what, change }) => ({
    what: `records ${what}`,
    config,
    change,
    breaks: { "trail-records-everything": /every event of a bucket's objects/ },
  })),
  {
    what: "records the bucket that the trail goes to",
    config,
    change: selecting({ field: "resources.ARN", startsWiths: [`${LOGS}/`] }),
    breaks: { "trail-records-everything": /its own deliveries/ },
  },
  {
    what: "records another bucket's objects",
    config,
    change: madeOf("advancedEventSelectors", "-processed-dicom"),
    breaks: { "trail-delivered-to-logs": /objects arrive in/ },
  },
  {
    what: "delivers the trail to another bucket",
    config,
    change: madeOf("s3BucketName", "-processed-dicom"),
    breaks: { "trail-delivered-to-logs": /bucket of the access logs/ },
  },
  {
    what: "delivers the trail among audit records",
    config,
    change: trail({ s3KeyPrefix: "audit" }),
    breaks: { "trail-delivered-to-logs": /s3KeyPrefix/ },
  },
  {
    what: "takes in every account's trails",
    config,
    change: restate(
      "BucketPolicy",
      "-logs",
      edit("ReceiveTrail", {
        Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      }),
    ),
    breaks: { "services-on-our-behalf": /ReceiveTrail/ },
  },
];
