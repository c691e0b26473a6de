import { expect } from "chai";
import { configOf, problemsOf } from "../../../support/pulumi/stackConfig";

describe("stack configuration that is wrong", () => {
  const wrong: readonly (readonly [key: string, value: string, allowed: string])[] = [
    ["projectName", "My Project", "2 to 32 lower-case letters, digits and hyphens, a letter first"],
    ["environment", "Prod!", "1 to 20 lower-case letters, digits and hyphens, such as dev or prod"],
    [
      "rawBucketName",
      "Raw_Bucket",
      "an S3 bucket name: 3 to 63 lower-case letters, digits and hyphens, without dots",
    ],
    [
      "processedBucketName",
      "ab",
      "an S3 bucket name: 3 to 63 lower-case letters, digits and hyphens, without dots",
    ],
    [
      "logsBucketName",
      "xn--logs",
      "an S3 bucket name: 3 to 63 lower-case letters, digits and hyphens, without dots",
    ],
    ["reservedConcurrency", "0", "a whole number of executions at a time from 1 to 10000"],
    ["owner", "a\nb", "a tag's value: 1 to 256 letters, digits, spaces and _ . : / = + - @"],
    ["costCenter", "", "a tag's value: 1 to 256 letters, digits, spaces and _ . : / = + - @"],
    ["studyQuietMinutes", "16", "a whole number of minutes from 0 to 15"],
    ["lifecycleDays", "29", "a whole number of days from 30 to 3650"],
    ["lifecycleDays", "thirty", "a whole number of days from 30 to 3650"],
    ["lifecycleDays", "30.5", "a whole number of days from 30 to 3650"],
    ["enableS3Encryption", "yes", "true or false"],
    ["encryption", "sse-c", "one of aes256, kms"],
    ["auditRetentionDays", "36501", "a whole number of days from 0 to 36500"],
    ["auditRetentionDays", "-1", "a whole number of days from 0 to 36500"],
    ["encryptLogs", "kms", "true or false"],
    ["enableXray", "Active", "true or false"],
    ["hmacKeyVersion", "0", "a whole number of keys from 1 to 99"],
    [
      "keyHolderArns",
      "arn:aws:iam::123456789012:role/*",
      "IAM roles and users by ARN, without wildcards, separated by commas",
    ],
    [
      "keyHolderArns",
      "arn:aws:iam::123456789012:root",
      "IAM roles and users by ARN, without wildcards, separated by commas",
    ],
    ["auditRetentionMode", "COMPLIANCE", "one of governance, compliance"],
    ["lambdaRuntime", "nodejs18.x", "one of nodejs22.x, nodejs24.x"],
    ["lambdaTimeoutSeconds", "901", "a whole number of seconds from 10 to 900"],
    ["lambdaMemoryMb", "64", "a whole number of MB from 128 to 10240"],
    ["lambdaMemoryMb", "", "a whole number of MB from 128 to 10240"],
    ["enableLambdaVpc", "yes", "true or false"],
    ["enableCloudTrail", "on", "true or false"],
    ...[
      "10.42.0.0",
      "10.42.0.0/15",
      "10.42.0.0/27",
      "10.42.0.1/24",
      "10.256.0.0/16",
      "172.32.0.0/16",
      "8.8.8.0/24",
      "10.42.0.00/24",
    ].map((value): [string, string, string] => [
      "vpcCidr",
      value,
      "a private network as 10.42.0.0/24: its first address (RFC 1918), and /16 to /26",
    ]),
    ["alarmQueueAgeSeconds", "-1", "a whole number of seconds from 1 to 100000, or 0 for off"],
    [
      "alarmDurationPercent",
      "101",
      "a whole number of percent of a function's timeout from 1 to 100, or 0 for off",
    ],
    ...[
      "oncall@example.org",
      "sms:+491701234567",
      "email:oncall",
      "https:http://example.org/",
      "https:https://user:word@example.org/",
      "email:a@example.org,",
      "email:a@example.org,email:a@example.org",
    ].map((value): [string, string, string] => [
      "alarmSubscriptions",
      value,
      "a list such as email:oncall@example.org,https:https://example.org/alarm, each of them once",
    ]),
    ["deidPolicy", "", "the path of a JSON or YAML policy file"],
    ["validation", "", "one of lenient, standard, strict, or the path of a JSON or YAML policy file"],
  ];
  /** What gives a key something to do. */
  const beside: Readonly<Record<string, Record<string, string>>> = {
    vpcCidr: { enableLambdaVpc: "true" },
    auditRetentionMode: { auditRetentionDays: "1" },
  };
  for (const [key, value, allowed] of wrong)
    it(`says what ${key} may be instead of ${JSON.stringify(value)}`, () =>
      expect(problemsOf({ ...beside[key], [key]: value })).to.deep.equal([
        `pipeline:${key} is ${JSON.stringify(value)}; it may be ${allowed}`,
      ]));

  it("refuses a key in KMS for buckets that are not to be encrypted", () =>
    expect(problemsOf({ encryption: "kms", enableS3Encryption: "false" })).to.deep.equal([
      'pipeline:encryption is "kms"; it may be kms where enableS3Encryption is true',
    ]));

  it("refuses a trail where the names make one that CloudTrail does not take", () => {
    const problem =
      'pipeline:enableCloudTrail is "true"; it may be true where projectName and environment have no two hyphens ' +
      "in a row, which CloudTrail takes in no name";
    for (const names of [{ projectName: "my--imaging" }, { environment: "dev--2" }]) {
      expect(problemsOf({ ...names, enableCloudTrail: "true" })).to.deep.equal([problem]);
      expect(configOf(names)).to.include(names);
    }
  });

  it("lists the retentions that CloudWatch Logs knows", () =>
    expect(problemsOf({ logRetentionDays: "31" })[0]).to.match(
      /^pipeline:logRetentionDays is "31"; it may be a number of days that CloudWatch Logs knows: 1, 3, 5, .*3653$/,
    ));

  const idle: readonly (readonly [values: Record<string, string>, problem: string])[] = [
    [{ vpcCidr: "10.42.0.0/24" }, 'vpcCidr is "10.42.0.0/24"; it may be set where enableLambdaVpc is true'],
    [
      { vpcCidr: "10.1.0.0/16", enableLambdaVpc: "false" },
      'vpcCidr is "10.1.0.0/16"; it may be set where enableLambdaVpc is true',
    ],
    ...["governance", "compliance"].map((mode): [Record<string, string>, string] => [
      { auditRetentionMode: mode },
      `auditRetentionMode is "${mode}"; it may be set where auditRetentionDays is 1 or more`,
    ]),
    [
      { auditRetentionMode: "compliance", auditRetentionDays: "0" },
      'auditRetentionMode is "compliance"; it may be set where auditRetentionDays is 1 or more',
    ],
  ];
  for (const [values, problem] of idle)
    it(`refuses what would do nothing: ${JSON.stringify(values)}`, () =>
      expect(problemsOf(values)).to.deep.equal([`pipeline:${problem}`]));

  for (const region of [
    "mars",
    "us-gov-west-1",
    "cn-north-1",
    "us-iso-east-1",
    "us-isob-east-1",
    "eu-isoe-west-1",
    "eusc-de-east-1",
    "xx-nowhere-9",
    "us--1",
    "us-east-1a",
  ])
    it(`takes no region ${region}, and names the region's own key`, () =>
      expect(problemsOf({}, { region })).to.deep.equal([
        `aws:region is "${region}"; it may be a region of AWS's commercial partition, such as us-east-1`,
      ]));

  it("takes the regions of the commercial partition", () => {
    for (const region of [
      ...["us-east-1", "us-west-2", "ca-central-1", "ca-west-1", "mx-central-1", "sa-east-1"],
      ...["eu-west-1", "eu-central-2", "eu-north-1", "eu-south-2", "me-south-1", "me-central-1"],
      ...["il-central-1", "af-south-1", "ap-south-2", "ap-east-1", "ap-southeast-7", "ap-northeast-3"],
    ])
      expect(configOf({}, { region })).to.include({ region });
  });

  it("suggests the key that a misspelt one most likely means", () =>
    expect(problemsOf({ lambdaMemoryMB: "256", lifecycleDay: "30" })).to.deep.equal([
      "pipeline:lambdaMemoryMB is not a key of this project; did you mean lambdaMemoryMb?",
      "pipeline:lifecycleDay is not a key of this project; did you mean lifecycleDays?",
    ]));

  it("lists the keys where a wrong one is like none of them", () =>
    expect(problemsOf({ colour: "red" })[0]).to.match(
      /^pipeline:colour is not a key of this project; it may be one of projectName, environment, .*deidPolicy/,
    ));

  it("refuses one bucket for two purposes, which would feed the output back to the pipeline", () => {
    expect(problemsOf({ rawBucketName: "same", processedBucketName: "same" })).to.deep.equal([
      'pipeline:processedBucketName is "same"; it may be any name but that of rawBucketName',
    ]);
    expect(problemsOf({ rawBucketName: "same", logsBucketName: "same" })).to.have.length(1);
  });

  it("refuses names that together are too long for a bucket's", () => {
    const environment = "a".repeat(16);
    expect(problemsOf({ projectName: "p".repeat(20), environment })).to.deep.equal([]);
    expect(problemsOf({ projectName: "p".repeat(24), environment })).to.have.length(1);
  });

  it("tells every mistake at once", () => {
    const problems = problemsOf(
      {
        lifecycleDays: "7",
        lambdaRuntime: "python3.13",
        typo: "1",
        rawBucketName: "same",
        logsBucketName: "same",
      },
      { region: "mars" },
    );
    for (const part of ["lifecycleDays", "lambdaRuntime", "typo", "logsBucketName", "aws:region"])
      expect(problems.filter((problem) => problem.includes(`${part} is`))).to.have.length(1);
    expect(problems).to.have.length(5);
  });
});
