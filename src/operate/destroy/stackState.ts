import * as v from "valibot";
import type { PulumiCli } from "../pulumiCli";

const resourceSchema = v.object({
  type: v.string(),
  urn: v.string(),
  id: v.optional(v.string()),
  protect: v.optional(v.boolean(), false),
  outputs: v.optional(v.record(v.string(), v.unknown()), {}),
});

const stateSchema = v.object({
  deployment: v.object({ resources: v.optional(v.nullable(v.array(resourceSchema))) }),
});

export interface DeployedBucket {
  readonly bucketName: string;
  readonly region: string | undefined;
}

/** What the state of a stack says of the resources that exist. */
export interface StackState {
  readonly resourceCount: number;
  /** In the order in which they are emptied: the one that the others' access logs go to comes last. */
  readonly buckets: readonly DeployedBucket[];
  /** Projects whose program declared them. */
  readonly projectNames: ReadonlySet<string>;
  /** Logical names of what Pulumi would refuse to delete. */
  readonly protectedNames: readonly string[];
}

export async function readStackState(cli: PulumiCli, stack: string): Promise<StackState> {
  const { deployment } = v.parse(
    stateSchema,
    JSON.parse(await cli.read("stack", "export", "--stack", stack)) as unknown,
  );
  const resources = deployment.resources ?? [];
  const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
  const logTargets = resources
    .filter(({ type }) => type === "aws:s3/bucketLogging:BucketLogging")
    .map(({ outputs }) => outputs.targetBucket);
  const buckets = resources
    .filter(({ type }) => type === "aws:s3/bucket:Bucket")
    .flatMap(({ id, outputs }) => {
      const bucketName = text(outputs.bucket) ?? id;
      return bucketName === undefined ? [] : [{ bucketName, region: text(outputs.region) }];
    });
  const isLogTarget = ({ bucketName }: DeployedBucket) => logTargets.includes(bucketName);
  return {
    resourceCount: resources.length,
    projectNames: new Set(resources.map(({ urn }) => projectOf(urn))),
    buckets: [
      ...buckets.filter((bucket) => !isLogTarget(bucket)),
      ...buckets.filter((bucket) => isLogTarget(bucket)),
    ],
    protectedNames: resources
      .filter(({ protect }) => protect)
      .map(({ urn }) => urn.split("::").at(-1) ?? urn),
  };
}

/** `urn:pulumi:<stack>::<project>::<types>::<name>` */
const projectOf = (urn: string): string => urn.split("::")[1] ?? urn;
