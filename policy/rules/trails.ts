import { itemsOf, propertiesOf, textOf, unless, type ResourceRule, type Rule } from "../rule";
import { RECORD_PREFIXES } from "./retention";

const TRAIL = "aws:cloudtrail/trail:Trail";

type Selector = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** What has to hold of each field; one of another field would leave events out. */
const selectorOf = (declared: unknown): Selector =>
  new Map(
    itemsOf(propertiesOf(declared).fieldSelectors)
      .map(propertiesOf)
      .map(({ field, ...asked }) => [textOf(field), asked]),
  );

/** ARN prefixes whose objects the selector records, reads and writes alike; none where it leaves something out. */
function recordedBy(selector: Selector): readonly unknown[] {
  const equals = (field: string) => itemsOf(selector.get(field)?.equals).join();
  const { startsWiths, ...others } = selector.get("resources.ARN") ?? {};
  const isWhole =
    selector.size === 3 &&
    Object.keys(others).length === 0 &&
    equals("eventCategory") === "Data" &&
    equals("resources.type") === "AWS::S3::Object";
  return isWhole ? itemsOf(startsWiths) : [];
}

const whole: ResourceRule = {
  name: "trail-records-everything",
  description:
    "A trail is on, can be validated, and records reads and writes of every object of a bucket that it is not delivered to.",
  types: [TRAIL],
  check({ props }) {
    const recorded = itemsOf(props.advancedEventSelectors).map(selectorOf).flatMap(recordedBy);
    const isWhole =
      recorded.length > 0 && recorded.every((arn) => /^arn:aws[\w-]*:s3:::[^/*]+\/$/.test(textOf(arn)));
    const recordsItself = recorded.some((arn) => textOf(arn).endsWith(`:::${textOf(props.s3BucketName)}/`));
    return [
      ...unless(props.enableLogging !== false, "enableLogging has to be absent or true"),
      ...unless(props.enableLogFileValidation === true, "enableLogFileValidation has to be true"),
      ...unless(!("kmsKeyId" in props), "kmsKeyId has to be absent: the bucket refuses what it encrypts"),
      ...unless(isWhole, "advancedEventSelectors has to record every event of a bucket's objects"),
      ...unless(!recordsItself, "a trail that records its own deliveries never ends"),
    ];
  },
};

const delivered: Rule = {
  name: "trail-delivered-to-logs",
  description:
    "A trail is about the bucket that objects arrive in, and goes to where access logs go, to expire there.",
  checkStack: (resources) => {
    const urnsOf = (type: string, input: string) =>
      resources
        .filter((resource) => resource.type === type)
        .flatMap(({ madeOf }) => (madeOf[input] ?? []).map(({ urn }) => urn));
    const arriving = urnsOf("aws:s3/bucketNotification:BucketNotification", "bucket");
    const receiving = urnsOf("aws:s3/bucketLogging:BucketLogging", "targetBucket");
    return resources
      .filter(({ type }) => type === TRAIL)
      .flatMap((resource) => {
        const { props, madeOf } = resource;
        const isMadeOf = (input: string, urns: readonly string[]) =>
          (madeOf[input] ?? []).some(({ urn }) => urns.includes(urn));
        return [
          ...unless(
            isMadeOf("advancedEventSelectors", arriving),
            "the trail has to record the bucket that objects arrive in",
          ),
          ...unless(
            isMadeOf("s3BucketName", receiving),
            "the trail has to go to the bucket of the access logs",
          ),
          ...unless(
            RECORD_PREFIXES.includes(`${textOf(props.s3KeyPrefix)}/`),
            `s3KeyPrefix has to be one that expires: ${RECORD_PREFIXES.join(", ")}`,
          ),
        ].map((message) => ({ resource, message }));
      });
  },
};

export const trailRules: readonly Rule[] = [whole, delivered];
