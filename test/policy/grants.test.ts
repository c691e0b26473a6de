import { createRequire } from "node:module";
import { expect } from "chai";
import { grantsOf } from "../../policy/grants";
import type { DeclaredThing } from "../../policy/rule";
import { declaredStatement } from "./statement";

/** What the engine hands to a rule: the package has no types for it. */
const { unknownCheckingProxy } = createRequire(__filename)("@pulumi/policy") as {
  readonly unknownCheckingProxy: (props: object) => Record<string, unknown>;
};

const thing = (
  type: string,
  name: string,
  props: Record<string, unknown>,
  madeOf: DeclaredThing["madeOf"] = {},
): DeclaredThing => ({
  type,
  name,
  urn: `urn:${type}::${name}`,
  props: unknownCheckingProxy(props),
  protect: false,
  madeOf,
});

/** How the engine says, in a preview, that a text is not known yet. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const role = thing("aws:iam/role:Role", "imaging-prod-ingestion", {
  arn: "arn:aws-us-gov:iam::123456789012:role/imaging-prod-ingestion-1a2b3c4",
  tags: { project: "imaging", environment: "prod" },
});

const bucket = thing("aws:s3/bucket:Bucket", "imaging-prod-raw-dicom", {
  arn: "arn:aws-us-gov:s3:::incoming",
});

const policy = (resources: readonly string[]) =>
  thing(
    "aws:iam/rolePolicy:RolePolicy",
    "policy",
    {
      policy: declaredStatement(undefined, () => [
        { Sid: "All", Effect: "Allow", Action: "a:B", Resource: resources },
      ]),
    },
    { role: [role] },
  );

describe("the lines of what a role may do", () => {
  const here = "us-gov-west-1:123456789012";
  for (const [arn, line] of [
    [
      `arn:aws-us-gov:sqs:${here}:imaging-prod-ingest-1a2b3c4`,
      "arn:aws:sqs:{region}:{account}:{stack}-ingest",
    ],
    ["arn:aws-us-gov:s3:::incoming/quarantine/*", "{bucket raw-dicom}/quarantine/*"],
    ["arn:aws-us-gov:s3:::incoming-too/*", "arn:aws:s3:::incoming-too/*"],
    [
      `arn:aws-us-gov:states:${here}:execution:dicom-reprocessing-prod:*`,
      "arn:aws:states:{region}:{account}:execution:dicom-reprocessing-{environment}:*",
    ],
    [
      "arn:aws:sqs:us-east-1:999999999999:imaging-prod-eu-ingest",
      "arn:aws:sqs:{region}:999999999999:{stack}-eu-ingest",
    ],
  ] as const)
    it(`name ${line}`, () =>
      expect(grantsOf(role, [role, bucket, policy([arn])])).to.deep.equal([`a:B on ${line}`]));

  it("leave out what is not known yet, and nothing else", () => {
    const unknown = thing("aws:iam/rolePolicy:RolePolicy", "new", { policy: UNKNOWN }, { role: [role] });
    expect(() => unknown.props.policy).to.throw("can't be known during preview");
    const newBucket = thing("aws:s3/bucket:Bucket", "imaging-prod-new", { arn: UNKNOWN });
    expect(grantsOf(role, [role, unknown, newBucket, policy(["*"])])).to.deep.equal(["a:B on *"]);
  });
});
