import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { formatStatements } from "../../tools/iam/table";
import { declaredStatements, type DeclaredStatement } from "../../tools/iam/statements";
import { VARIANTS } from "../../tools/iam/variants";
import { declaredStack, PROJECT_ROOT, STACKS, type DeclaredResource } from "../support/pulumi/declared";

const run = promisify(execFile);
const iam = (...args: string[]) =>
  run(process.execPath, [join(PROJECT_ROOT, "dist/tools/iam/main.js"), ...args]);

const statement = (more: Partial<DeclaredStatement>): DeclaredStatement => ({
  kind: "role",
  holderArn: "arn:aws:iam::1:role/worker-1a2b3c4",
  holderType: "role",
  holder: "worker",
  sid: "Read",
  effect: "Allow",
  principals: [],
  actions: ["s3:GetObject"],
  resources: ["arn:aws:s3:::b/*"],
  conditions: [],
  ...more,
});

const isText = (value: unknown): value is string => typeof value === "string";

describe("npm run iam", function () {
  this.timeout(20_000);

  it("writes a table for each role and resource, without empty columns", () => {
    const bucket = { kind: "resource", holderType: "bucket", holder: "b", principals: ["*"] } as const;
    const all = [
      statement({ actions: ["s3:GetObject", "s3:PutObject"] }),
      statement({ sid: "Count", resources: ["*"], conditions: ["StringEquals a b | c"] }),
      statement({ ...bucket, sid: "TlsOnly", effect: "Deny" }),
    ];
    expect(formatStatements(all).split("\n")).to.deep.equal([
      "### role worker",
      "",
      "| statement | actions | resources | conditions |",
      "| --- | --- | --- | --- |",
      "| Read | s3:GetObject<br>s3:PutObject | arn:aws:s3:::b/* |  |",
      "| Count | s3:GetObject | * | StringEquals a b \\| c |",
      "",
      "### policy of bucket b",
      "",
      "| statement | principals | actions | resources |",
      "| --- | --- | --- | --- |",
      "| TlsOnly (deny) | * | s3:GetObject | arn:aws:s3:::b/* |",
      "",
    ]);
  });

  for (const stack of STACKS)
    for (const { name, config } of VARIANTS)
      it(`has every statement of ${stack} ${name}`, async () => {
        const declared = await declaredStack(stack, config);
        const texts = declared.resources.flatMap(({ state }) => Object.values(state).filter(isText));
        const sids = texts.flatMap((text) => Array.from(text.matchAll(/"Sid":"(\w+)"/g), ([, sid]) => sid));
        expect(declaredStatements(declared).map(({ sid }) => sid)).to.have.members(sids);
      });

  const unread: [what: string, change: Partial<DeclaredResource>][] = [
    ["policy in an unknown place", { type: "aws:sns/topic:Topic", state: { policy: '{"Statement":[]}' } }],
    ["role's managed policies", { type: "aws:iam/role:Role", state: { managedPolicyArns: ["arn:aws:…"] } }],
    [
      "attached policy of AWS",
      {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        state: { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      },
    ],
    [
      "policy of what is not declared",
      { type: "aws:s3/bucketPolicy:BucketPolicy", state: { bucket: "b", policy: '{"Statement":[]}' } },
    ],
  ];
  for (const [what, change] of unread)
    it(`refuses to leave out a ${what}`, async () => {
      const { outputs, resources } = await declaredStack("dev");
      const more = { ...resources[0]!, name: "the-new-one", ...change };
      expect(() => declaredStatements({ outputs, resources: [...resources, more] })).to.throw("the-new-one");
    });

  it("prints the statements of a stack as it is configured", async () => {
    const { stdout } = await iam("--stack", "prod", "--config", "encryption=kms");
    expect(stdout).to.match(/^### role medical-imaging-pipeline-prod-deidentification$/m);
    expect(stdout).to.match(/^\| UseDataKey \| kms:Decrypt<br>kms:GenerateDataKey \|/m);
    expect(stdout).to.match(/^### who takes role dicom-processing-workflow-prod$/m);
    expect(stdout).to.match(/^### policy of key medical-imaging-pipeline-prod-data$/m);
  });

  it("says what is wrong with its options, by exit status 2", async () => {
    const failure = await iam("--config", "encryption").catch((error: unknown) => error);
    expect(failure).to.include({ code: 2 }).and.have.property("stderr").that.includes("KEY=VALUE");
  });

  it("says of a stack that is not there which there are, by exit status 2", async () => {
    const failure = await iam("--stack", "nope").catch((error: unknown) => error);
    expect(failure).to.include({
      code: 2,
      stderr:
        "there is no stack nope: Pulumi.nope.yaml is not in the project's folder (stacks there: dev, prod)\n",
    });
  });

  it("says what is wrong with the configuration in the program's words", async () => {
    const failure = await iam("--config", "encryption=rot13").catch((error: unknown) => error);
    expect(failure).to.include({ code: 2 });
    expect((failure as { stderr: string }).stderr)
      .to.include("medical-imaging-pipeline:encryption")
      .and.not.match(/^ +at /m);
  });
});
