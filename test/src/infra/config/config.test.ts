import { expect } from "chai";
import { DEFAULT_POLICY } from "../../../../dicom/deidentify/policy/policy";
import { DEFAULT_VALIDATION } from "../../../../src/validationPolicy";
import { configOf, problemsOf } from "../../../support/pulumi/stackConfig";

describe("stack configuration", () => {
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
      validation: DEFAULT_VALIDATION,
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

  it("confines roles beside GitHub's by no policy of AWS's", () => {
    const permissionsBoundaryArn = "arn:aws:iam::aws:policy/AdministratorAccess";
    expect(configOf({ permissionsBoundaryArn })).to.include({ permissionsBoundaryArn });
    expect(problemsOf({ githubRepository: "hospital/imaging", permissionsBoundaryArn }).join())
      .to.contain("permissionsBoundaryArn")
      .and.contain("a policy of the account's own where githubRepository is set");
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
});
