import {
  itemsOf,
  ofKnown,
  ofType,
  propertiesOf,
  textOf,
  unless,
  type DeclaredThing,
  type ResourceRule,
  type Rule,
  type Violation,
} from "../rule";
import { holdsImages } from "./buckets";

const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

/** Where S3 and CloudTrail put what they record; nothing else is there. */
export const RECORD_PREFIXES: readonly string[] = ["access/", "cloudtrail/"];

/** Prefixes of what nobody needs after some time. */
const LEFT_OVER_PREFIXES: readonly string[] = [...RECORD_PREFIXES, "reprocessing/", "study-markers/"];

/** The same among images, where a sender may choose any other prefix. */
const LEFT_OVER_AMONG_IMAGES: readonly string[] = ["reprocessing/"];

const LONGEST_UNFINISHED_DAYS = 7;
const SHORTEST_NONCURRENT_DAYS = 30;

const unfinished: ResourceRule = {
  name: "unfinished-uploads-end",
  description: "What was never uploaded to its end goes after a week at most.",
  types: [LIFECYCLE],
  check({ props }) {
    const ends = itemsOf(props.rules).map(
      (rule) => propertiesOf(propertiesOf(rule).abortIncompleteMultipartUpload).daysAfterInitiation,
    );
    const areAborted = ends.some((days) => typeof days === "number" && days <= LONGEST_UNFINISHED_DAYS);
    return unless(areAborted, `unfinished uploads have to end after ${LONGEST_UNFINISHED_DAYS} days at most`);
  },
};

const kept: Rule = {
  name: "bucket-keeps-its-objects",
  description:
    "No lifecycle rule deletes images or audit records; what is left over goes, and not too early.",
  checkStack: (resources) =>
    ofKnown(ofType(resources, LIFECYCLE), (resource) => {
      const { bucket = [] } = resource.madeOf;
      // Of a lifecycle that says not whose it is, the narrower list.
      const prefixes =
        bucket.length > 0 && !bucket.some(holdsImages) ? LEFT_OVER_PREFIXES : LEFT_OVER_AMONG_IMAGES;
      return itemsOf(resource.props.rules)
        .flatMap((rule) => deletions(propertiesOf(rule), prefixes))
        .map((message) => ({ resource, message }));
    }),
};

function deletions(
  { expiration, noncurrentVersionExpiration, filter, id }: Readonly<Record<string, unknown>>,
  prefixes: readonly string[],
): readonly string[] {
  const { days, date } = propertiesOf(expiration);
  const prefix = textOf(propertiesOf(filter).prefix);
  const { noncurrentDays } = propertiesOf(noncurrentVersionExpiration);
  const mayExpire = prefixes.some((expiring) => prefix.startsWith(expiring));
  return [
    ...unless(
      (!isSet(days) && !isSet(date)) || mayExpire,
      `${textOf(id)} deletes what is under "${prefix}": only ${prefixes.join(", ")} may expire here`,
    ),
    ...unless(
      !isSet(noncurrentDays) || Number(noncurrentDays) >= SHORTEST_NONCURRENT_DAYS || mayExpire,
      `${textOf(id)} has to keep overwritten versions for ${SHORTEST_NONCURRENT_DAYS} days at least`,
    ),
  ];
}

/** AWS answers 0 or nothing for what is not set. */
const isSet = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== "" && value !== 0;

const objectLock: ResourceRule = {
  name: "object-lock-kept",
  description:
    "Where objects are locked, they stay so; a time that holds for all of them is a number of days or years.",
  types: ["aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"],
  check({ props }) {
    const { mode, days, years } = propertiesOf(propertiesOf(props.rule).defaultRetention);
    const isTime =
      ["COMPLIANCE", "GOVERNANCE"].includes(textOf(mode)) && (Number(days) > 0 || Number(years) > 0);
    return [
      ...unless((props.objectLockEnabled ?? "Enabled") === "Enabled", "objectLockEnabled has to be Enabled"),
      ...unless(
        !("rule" in props) || isTime,
        "the default retention has to be a mode and a number of days or years",
      ),
    ];
  },
};

const CONFIGURED_LOCK = "auditRetentionDays";

const lockConfigured: Rule = {
  name: "audit-retention-kept",
  description: "Where the configuration keeps audit records for a time, a bucket locks them.",
  checkStack(resources, configured) {
    if (Number(configured(CONFIGURED_LOCK) ?? 0) === 0) return [];
    const locks = ofType(resources, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration");
    return missing(
      resources,
      locks.length > 0,
      `${CONFIGURED_LOCK} is configured, and no bucket locks its objects`,
    );
  },
};

const trailConfigured: Rule = {
  name: "trail-kept",
  description: "Where the configuration has a trail, there is one.",
  checkStack: (resources, configured) =>
    missing(
      resources,
      configured("enableCloudTrail") !== "true" || ofType(resources, "aws:cloudtrail/trail:Trail").length > 0,
      "enableCloudTrail is true, and there is no trail",
    ),
};

/** What is not there has no place: a bucket that holds images answers for it. */
const missing = (
  resources: readonly DeclaredThing[],
  isThere: boolean,
  message: string,
): readonly Violation[] =>
  isThere
    ? []
    : ofType(resources, "aws:s3/bucket:Bucket")
        .filter(holdsImages)
        .slice(0, 1)
        .map((resource) => ({ resource, message }));

export const retentionRules: readonly Rule[] = [
  unfinished,
  kept,
  objectLock,
  lockConfigured,
  trailConfigured,
];
