import { expect } from "chai";
import { explainFailure, KNOWN_FAILURES } from "../../../src/operate/explainFailure";

/** What Pulumi, its AWS provider and AWS print, with names and ids changed, by what it means. */
const REAL_TEXTS: Readonly<Record<string, readonly string[]>> = {
  OFFLINE: [
    "pulumi: fetch failed\n",
    "pulumi: HTTP 503 fetching https://get.pulumi.com/install.sh\n",
    "error: could not load plugin for aws provider 'urn:pulumi:dev::x::pulumi:providers:aws::default_7_48_0': Could not automatically download and install resource plugin 'pulumi-resource-aws'at version v7.48.0, install the plugin using `pulumi plugin install resource aws v7.48.0`.\nUnderlying error: error downloading plugin aws to file: failed to download plugin: aws-7.48.0: 403 HTTP error fetching plugin from https://get.pulumi.com/releases/plugins/pulumi-resource-aws-v7.48.0-linux-amd64.tar.gz",
  ],
  NOT_LOGGED_IN: [
    "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions\n",
    "error: getting stack: [401] Unauthorized: No credentials provided or are invalid.",
  ],
  PASSPHRASE_MISSING: [
    "error: getting secrets manager: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables",
    'error: constructing secrets manager of type "passphrase": unable to find either `PULUMI_CONFIG_PASSPHRASE` or `PULUMI_CONFIG_PASSPHRASE_FILE` when trying to access the Passphrase Secrets Provider; please ensure one of these environment variables is set to allow the operation to continue',
  ],
  PASSPHRASE_WRONG: ["error: getting secrets manager: incorrect passphrase"],
  NO_STACK: ["error: no stack named 'dev' found\n"],
  LOCKED: [
    "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.\n  s3://state/.pulumi/locks/organization/x/dev/ec3a6b52.json: created by root@host (pid 478) at 2024-05-16T20:31:35Z",
    "error: [409] Conflict: Another update is currently in progress.\nTo learn more about possible reasons and resolution, visit https://www.pulumi.com/docs/troubleshooting/#conflict",
  ],
  CREDENTIALS_EXPIRED: [
    "Details: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 83805f40, api error ExpiredToken: The security token included in the request is expired",
    'error: post-step event returned an error: failed to save snapshot: An IO error occurred while writing the new snapshot file: blob (key ".pulumi/stacks/x/dev.json") (code=Unknown): ExpiredToken: The provided token has expired.\n\tstatus code: 400',
    "CredentialsProviderError: Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
  ],
  NO_CREDENTIALS: [
    "  pulumi:providers:aws (default_7_48_0):\n    error: pulumi:providers:aws resource 'default_7_48_0' has a problem: No valid credential sources found.\n    Please see https://www.pulumi.com/registry/packages/aws/installation-configuration/for more information about providing credentials.",
    "    error: pulumi:providers:aws resource 'default_7_48_0' has a problem: Invalid credentials configured.\n    Please see https://www.pulumi.com/docs/intro/cloud-providers/aws/setup/ for more information about providing credentials.",
    "    error: unable to validate AWS credentials.\n    Details: no valid credential sources for Pulumi AWS Classic found.",
    "CredentialsProviderError: Could not load credentials from any providers",
  ],
  NO_REGION: [
    "    error: pulumi:providers:aws resource 'default_7_48_0' has a problem: missing region information\n    Make sure you have set your AWS region, e.g. `pulumi config set aws:region us-west-2`.",
    "Error: Invalid AWS Region: af-south-9",
  ],
  REGION_NOT_ENABLED: [
    "operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: c2cb2d98, api error InvalidClientTokenId: The security token included in the request is invalid.",
    "An error occurred (InvalidToken) when calling the ListObjectsV2 operation: InvalidToken: The provided token is malformed or otherwise invalid.",
  ],
  ACCESS_DENIED: [
    "    error: creating IAM Role (x-dev-dispatch): operation error IAM: CreateRole, https response error StatusCode: 403, RequestID: b1bb91a6, api error AccessDenied: User: arn:aws:iam::123456789012:user/x is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::123456789012:role/x because no identity-based policy allows the iam:CreateRole action",
    "    error: creating Lambda Function (1): AccessDeniedException:\n    \tstatus code: 403, request id: 470b4118",
    "    error: creating S3 Bucket: operation error S3: CreateBucket, https response error StatusCode: 403, RequestID: 1, HostID: 2, api error AccessDenied: Access Denied",
  ],
  BUCKET_NAME_TAKEN: [
    "    error: creating S3 Bucket (radiology): operation error S3: CreateBucket, https response error StatusCode: 409, RequestID: 1, HostID: 2, BucketAlreadyExists: The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
    "api error BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it.",
  ],
  BUCKET_NOT_EMPTY: [
    "    error: deleting S3 Bucket (x): operation error S3: DeleteBucket, https response error StatusCode: 409, api error BucketNotEmpty: The bucket you tried to delete is not empty. You must delete all versions in the bucket.",
  ],
  PROTECTED: [
    'error: unable to delete resource "urn:pulumi:prod::x::aws:s3/bucket:Bucket::x-prod-raw-dicom"\nas it is currently marked for protection. To unprotect the resource, either remove the `protect` flag',
  ],
  POLICY_VIOLATION: [
    "Policies:\n    ❌ medical-imaging-pipeline@v0.1.0 (local: policy)\n        - [mandatory]  buckets-are-private  (aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock: x)",
  ],
  WRONG_CONFIGURATION: [
    '    error: The configuration of stack dev is wrong:\n      - medical-imaging-pipeline:lifecycleDays is "3"; it may be a whole number of days from 30 to 3650',
  ],
  PENDING_OPERATIONS: [
    "error: the current deployment has 1 resource(s) with pending operations:\n  * urn:pulumi:dev::x::aws:s3/bucket:Bucket::y, interrupted while creating",
    "warning: Attempting to deploy or update resources with 1 pending operations from previous deployment.",
  ],
};

describe("the explanation of a failure", () => {
  it("is tested for every failure that is known", () => {
    expect(Object.keys(REAL_TEXTS)).to.have.members(KNOWN_FAILURES.map(({ code }) => code));
  });

  for (const [code, texts] of Object.entries(REAL_TEXTS))
    for (const [index, text] of texts.entries())
      it(`finds ${code} in what is printed (${index + 1})`, () => {
        expect(explainFailure(text, "dev")?.code).to.equal(code);
      });

  it("is sentences that say what to do, without a stack trace", () => {
    for (const text of Object.values(REAL_TEXTS).flat()) {
      const message = explainFailure(text, "dev")?.message ?? "";
      expect(message).to.match(/^[A-Z].*[.)/]$/);
      expect(message).not.to.match(/\n|\bat \w+ \(/);
    }
  });

  it("names the action that is not allowed, and who denies it", () => {
    const [role = "", , bucket = ""] = REAL_TEXTS.ACCESS_DENIED ?? [];
    expect(explainFailure(role)?.message).to.match(
      /^You may not iam:CreateRole\..*npm run deploy-policy -- dev/,
    );
    expect(explainFailure(bucket)?.message).to.contain("S3:CreateBucket");
    const denied =
      "User: arn:aws:iam::1:user/x is not authorized to perform: kms:CreateKey with an explicit deny in a service control policy";
    expect(explainFailure(denied)?.message).to.contain("your organization denies it (service control)");
  });

  it("names the stack in the commands that it advises", () => {
    expect(explainFailure("error: no stack named 'prod' found", "prod")?.message).to.contain(
      "npm run deploy -- prod --init",
    );
  });

  it("names the actions of a command that deploys nothing, and its stack", () => {
    const message = explainFailure("AccessDenied: no", "prod", ["lambda:UpdateAlias"])?.message;
    expect(message)
      .to.contain("This command takes lambda:UpdateAlias on prod")
      .and.not.contain("deploy-policy");
  });

  it("names all that comes late to a bucket which was emptied", () => {
    const [text = ""] = REAL_TEXTS.BUCKET_NOT_EMPTY ?? [];
    expect(explainFailure(text)?.message).to.match(/access logs or files of the trail, which come late/);
  });

  it("looks through colours", () => {
    expect(explainFailure("\u001b[31merror:\u001b[0m no stack\u001b[1m named 'dev' found")?.code).to.equal(
      "NO_STACK",
    );
  });

  it("is not given where nothing is known", () => {
    expect(explainFailure("error: something else")).to.equal(undefined);
  });
});
