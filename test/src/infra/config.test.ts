import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plainPolicy } from "../../../src/infra/config/plainPolicy";
import { parseSettings } from "../../../src/settings";
import { SETTINGS } from "../handlers/support/settings";
import { DEFAULT_POLICY } from "../../../dicom/deidentify/policy/policy";
import { parseStackConfig } from "../../../src/infra/config/parseStackConfig";
import type { StackConfig } from "../../../src/infra/config/stackConfig";

describe("stack configuration", () => {
  let projectRoot: string;
  before(() => (projectRoot = mkdtempSync(join(tmpdir(), "stack-config-"))));
  after(() => rmSync(projectRoot, { recursive: true }));

  const parse = (values: Record<string, string>, rest: { region?: string; stack?: string } = {}) =>
    parseStackConfig({
      namespace: "pipeline",
      stack: rest.stack ?? "dev",
      values,
      region: rest.region,
      projectRoot,
    });

  function configOf(...args: Parameters<typeof parse>): StackConfig {
    const parsed = parse(...args);
    if ("problems" in parsed) throw new Error(parsed.problems.join("\n"));
    return parsed.config;
  }

  function problemsOf(...args: Parameters<typeof parse>): readonly string[] {
    const parsed = parse(...args);
    return "problems" in parsed ? parsed.problems : [];
  }

  it("has a default for every key", () =>
    expect(configOf({})).to.deep.equal({
      projectName: "medical-imaging-pipeline",
      environment: "dev",
      region: "us-east-1",
      regionIsDefault: true,
      lifecycleDays: 90,
      enableS3Encryption: true,
      encryption: "aes256",
      auditRetentionDays: 0,
      auditRetentionMode: "governance",
      hmacKeyVersion: 1,
      keyHolderArns: [],
      lambdaRuntime: "nodejs24.x",
      lambdaTimeoutSeconds: 300,
      lambdaMemoryMb: 512,
      logRetentionDays: 30,
      encryptLogs: false,
      enableXray: false,
      alarmSubscriptions: [],
      alarmServiceFailures: 1,
      alarmUnrecordedFailures: 1,
      alarmTimedOutExecutions: 1,
      alarmAbortedExecutions: 1,
      alarmThrottledTransitions: 100,
      alarmQuarantinedPercent: 20,
      alarmStalledMinutes: 30,
      alarmQueueAgeSeconds: 900,
      alarmDeadLetters: 1,
      alarmFunctionErrors: 3,
      alarmThrottles: 10,
      alarmDurationPercent: 80,
      reprocessingConcurrency: 20,
      reprocessingToleratedFailurePercentage: 10,
      enableLambdaVpc: false,
      enableCloudTrail: false,
      vpcCidr: "10.42.0.0/24",
      studyQuietMinutes: 5,
      deidPolicy: DEFAULT_POLICY,
    }));

  it("takes a repository and what confines its roles, and nothing that is neither", () => {
    const githubOidcProviderArn =
      "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
    const permissionsBoundaryArn = "arn:aws:iam::123456789012:policy/teams/boundary";
    for (const githubRepository of ["hospital/imaging", "hospital@123/imaging.x@456"])
      expect(configOf({ githubRepository, githubOidcProviderArn, permissionsBoundaryArn })).to.include({
        githubRepository,
        githubOidcProviderArn,
      });
    expect(configOf({ permissionsBoundaryArn, stateBucketName: "hospital-state" })).to.include({
      permissionsBoundaryArn,
      stateBucketName: "hospital-state",
    });
    for (const githubRepository of [
      "imaging",
      "hospital/*",
      "hospital/a:b",
      "hospital@1/imaging",
      "*/imaging",
    ])
      expect(problemsOf({ githubRepository }).join()).to.contain("a GitHub repository, as owner/name");
    expect(problemsOf({ githubOidcProviderArn }).join()).to.contain("where githubRepository is");
    expect(problemsOf({ permissionsBoundaryArn: "boundary" }).join()).to.contain("the ARN of an IAM policy");
    expect(problemsOf({ stateBucketName: "Hospital" }).join()).to.contain("an S3 bucket name");
  });

  it("deploys from GitHub with a permissions boundary alone, and says what makes one", () => {
    const problems = problemsOf({ githubRepository: "hospital/imaging" });
    expect(problems).to.have.length(1);
    expect(problems[0])
      .to.contain("githubRepository")
      .and.contain("where permissionsBoundaryArn is")
      .and.contain("docs/deployment.md, Permissions boundary");
  });

  it("keeps the state in no bucket of images or records", () =>
    expect(problemsOf({ rawBucketName: "hospital-raw", stateBucketName: "hospital-raw" }).join()).to.contain(
      "any name but that of rawBucketName",
    ));

  it("takes every key as the text that pulumi config holds", () =>
    expect(
      configOf(
        {
          projectName: "imaging",
          environment: "test-2",
          rawBucketName: "my-raw",
          processedBucketName: "my-processed",
          logsBucketName: "my-logs",
          lifecycleDays: "30",
          enableS3Encryption: "false",
          lambdaRuntime: "nodejs22.x",
          lambdaTimeoutSeconds: "900",
          lambdaMemoryMb: "10240",
          reservedConcurrency: "20",
          logRetentionDays: "365",
          enableLambdaVpc: "true",
          enableCloudTrail: "true",
          vpcCidr: "172.31.0.0/16",
        },
        { region: "eu-central-1" },
      ),
    ).to.deep.include({
      projectName: "imaging",
      environment: "test-2",
      region: "eu-central-1",
      regionIsDefault: false,
      rawBucketName: "my-raw",
      processedBucketName: "my-processed",
      logsBucketName: "my-logs",
      lifecycleDays: 30,
      enableS3Encryption: false,
      lambdaRuntime: "nodejs22.x",
      lambdaTimeoutSeconds: 900,
      lambdaMemoryMb: 10240,
      reservedConcurrency: 20,
      logRetentionDays: 365,
      enableLambdaVpc: true,
      enableCloudTrail: true,
      vpcCidr: "172.31.0.0/16",
    }));

  it("takes key holders as a list", () =>
    expect(
      configOf({ keyHolderArns: "arn:aws:iam::123456789012:role/a/b, arn:aws:iam::123456789012:user/c" })
        .keyHolderArns,
    ).to.deep.equal(["arn:aws:iam::123456789012:role/a/b", "arn:aws:iam::123456789012:user/c"]));

  it("takes the stack's name for the environment where none is set", () =>
    expect(configOf({}, { stack: "staging" }).environment).to.equal("staging"));

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
  ];
  for (const [key, value, allowed] of wrong)
    it(`says what ${key} may be instead of ${JSON.stringify(value)}`, () =>
      expect(problemsOf({ [key]: value })).to.deep.equal([
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

  it("names the region's own key", () =>
    expect(problemsOf({}, { region: "mars" })).to.deep.equal([
      'aws:region is "mars"; it may be an AWS region such as us-east-1',
    ]));

  it("takes regions of every partition", () => {
    for (const region of ["us-east-1", "us-gov-west-1", "cn-north-1", "ap-southeast-2", "us-iso-east-1"])
      expect(configOf({}, { region }).region).to.equal(region);
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

  describe("deidPolicy", () => {
    const policy = (content: string) => {
      writeFileSync(join(projectRoot, "policy.yaml"), content);
      return { deidPolicy: "policy.yaml" };
    };

    it("is a YAML file beside Pulumi.yaml", () =>
      expect(
        configOf(
          policy(`
options: [retainUids]
rules:
  - { attribute: PatientComments, action: D, value: removed }
`),
        ).deidPolicy,
      ).to.deep.equal({
        profile: "basic",
        options: ["retainUids"],
        rules: [{ attribute: "PatientComments", action: "D", value: "removed" }],
      }));

    it("goes to the functions with all of its fields", () => {
      const whole = configOf(
        policy(`
preset: strict
options: [retainUids]
rules: [{ attribute: PatientComments, action: D, value: removed }]
pixels: { rules: [{ manufacturer: ACME, regions: [{ x: 0, y: 0, width: 8, height: 8 }] }] }
`),
      ).deidPolicy;
      expect(whole).to.have.all.keys("profile", "preset", "options", "rules", "pixels");
      const settings = parseSettings({ ...SETTINGS, deidPolicy: plainPolicy(whole) });
      expect(settings.deidPolicy).to.deep.equal(whole);
    });

    it("is a JSON file as well", () =>
      expect(configOf(policy('{"profile":"basic","options":["retainUids"]}')).deidPolicy).to.deep.equal({
        profile: "basic",
        options: ["retainUids"],
        rules: [],
      }));

    it("is refused with the place of each mistake in it", () => {
      const problems = problemsOf(
        policy(
          "profile: best\noptions: [cleanPixels]\nrules: [{ attribute: PatientName, action: Q }]\nextra: 1\n",
        ),
      );
      const begins = 'pipeline:deidPolicy is "policy.yaml"; policy.yaml: ';
      expect(problems).to.have.length(4);
      expect(problems[0]).to.equal(`${begins}profile is "best"; it may be basic`);
      expect(problems[1]).to.match(/options\[0\] is "cleanPixels"; it may be one of cleanPixelData, /);
      expect(problems[2]).to.equal(`${begins}rules[0].action is "Q"; it may be one of D, Z, X, K, U`);
      expect(problems[3]).to.equal(`${begins}extra is not a field of a policy`);
    });

    it("is refused where the file is not there, or is no YAML", () => {
      expect(problemsOf({ deidPolicy: "none.yaml" })).to.deep.equal([
        'pipeline:deidPolicy is "none.yaml"; it may be the path of a policy file that can be read (ENOENT)',
      ]);
      expect(problemsOf(policy("a: [1"))[0]).to.match(
        /^pipeline:deidPolicy is "policy.yaml"; policy.yaml: not YAML: /,
      );
    });

    it("is refused where the file is empty", () => expect(problemsOf(policy("")).length).to.equal(1));
  });
});
