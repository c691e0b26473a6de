import { GetObjectCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCliWith } from "../../support/cli/runCli";
import { runStack, STACK_PATIENT, stackInstance, type RunningStack } from "../../support/local/runningStack";
import { ACCOUNT_ID, declaredStack } from "../../support/pulumi/declared";

/** Whoever runs the local mode is the key holder here. */
const HOLDER = { keyHolderArns: `arn:aws:iam::${ACCOUNT_ID}:user/local` };

describe("the holder of a local stack's keys", function () {
  this.timeout(120_000);
  let running: RunningStack | undefined;
  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  const record = async ({ s3, bucket, keys }: RunningStack) => {
    const [Key] = await keys("logsBucketName", "audit/");
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket("logsBucketName"), Key }));
    const text = await Body!.transformToString();
    return JSON.parse(text) as { hmacKey: { version: number; keyId: string }; output: { key: string } };
  };

  /** The dry run of the original with a key of the stack. */
  const makeAgain = async (of: RunningStack, original: string, key: string) => {
    const { accessKeyId, secretAccessKey } = of.stack.credentials;
    const arn = `arn:aws:kms:${of.stack.region}:${ACCOUNT_ID}:${key}`;
    return runCliWith(
      {
        AWS_ENDPOINT_URL: of.stack.endpoint,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_SESSION_TOKEN: "",
      },
      ...["deidentify", original, "--dry-run", "--json", "--show-values", "--kms-key", arn],
    );
  };

  interface Planned {
    readonly changes: readonly {
      readonly keyword?: string;
      readonly before: string;
      readonly after: string;
    }[];
  }
  const afterOf = ({ changes }: Planned, keyword: string) =>
    changes.find((change) => change.keyword === keyword)?.after;

  it("makes the identities of an output again from its original, by the key that the audit record names", async () => {
    running = await runStack(await declaredStack("dev", { ...HOLDER, hmacKeyVersion: "2" }));
    const instance = await stackInstance();
    expect(await running.process("in/a.dcm", instance)).to.include({ status: "SUCCEEDED" });
    const original = join(running.directory, "original.dcm");
    await writeFile(original, instance);

    const { hmacKey, output } = await record(running);
    expect(hmacKey.version).to.equal(2);
    const names = [
      `key/${hmacKey.keyId}`,
      `alias/medical-imaging-pipeline-dev-deidentification-v${hmacKey.version}`,
    ];
    for (const key of names) {
      const run = await makeAgain(running, original, key);
      expect(run.stderr).to.equal("");
      const planned = JSON.parse(run.stdout) as Planned;
      expect(output.key).to.equal(
        `studies/${afterOf(planned, "StudyInstanceUID")}/${afterOf(planned, "SeriesInstanceUID")}/${afterOf(planned, "SOPInstanceUID")}.dcm`,
      );
    }

    const earlier = await makeAgain(
      running,
      original,
      "alias/medical-imaging-pipeline-dev-deidentification-v1",
    );
    expect(output.key).to.not.include(afterOf(JSON.parse(earlier.stdout) as Planned, "SOPInstanceUID"));
  });

  it("is nobody unless the stack names one, not even the administrator", async () => {
    running = await runStack(await declaredStack("dev"));
    const original = join(running.directory, "original.dcm");
    await writeFile(original, await stackInstance());
    const alias = "alias/medical-imaging-pipeline-dev-deidentification";
    const { exitCode, stdout, stderr } = await makeAgain(running, original, alias);
    expect({ exitCode, stdout }).to.deep.equal({ exitCode: 2, stdout: "" });
    expect(stderr).to.match(/--kms-key: KMS does not let the key be used \(AccessDeniedException\)/);
    expect(stderr).to.not.include(STACK_PATIENT.name);
  });
});
