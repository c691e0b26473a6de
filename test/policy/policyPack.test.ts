import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { expect } from "chai";
import { rules } from "../../policy/rules";
import { formatRoleGrants, roleGrants } from "../../tools/iam/roleGrants";
import { VARIANTS } from "../../tools/iam/variants";
import { declaredStack, PROJECT_ROOT, STACKS } from "../support/pulumi/declared";
import { MUTATIONS } from "./mutations";
import { violationsOf } from "./violations";

describe("the policy pack", function () {
  this.timeout(60_000);

  for (const stack of STACKS)
    for (const { name, config } of VARIANTS)
      it(`has nothing against ${stack} ${name}`, async () =>
        expect(await violationsOf(await declaredStack(stack, config), config)).to.deep.equal([]));

  for (const environment of ["prod-eu", "hospital-prod", "production-1", "products"])
    it(`has nothing against the environment ${environment}`, async () =>
      expect(await violationsOf(await declaredStack("prod", { environment }))).to.deep.equal([]));

  it("has nothing against a stack that is named otherwise", async () => {
    const config = {
      projectName: "imaging",
      environment: "hospital-prod",
      rawBucketName: "hospital-incoming",
      processedBucketName: "hospital-images",
      logsBucketName: "hospital-records",
      hmacKeyVersion: "3",
      encryption: "kms",
      githubRepository: "hospital/imaging",
      permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/teams/boundary",
    };
    expect(await violationsOf(await declaredStack("prod", config), config)).to.deep.equal([]);
  });

  it("refuses a stack that does not encrypt its buckets, even where its configuration says so", async () => {
    const violations = await violationsOf(await declaredStack("dev", { enableS3Encryption: "false" }));
    expect(violations).to.have.length(3);
    for (const violation of violations) expect(violation).to.match(/^bucket-complete: .*enableS3Encryption/);
  });

  for (const { what, config = {}, change, breaks } of MUTATIONS)
    it(`refuses a change that ${what}`, async () => {
      const violations = await violationsOf(change(await declaredStack("prod", config)), config);
      const broken = new Set(violations.map((violation) => violation.split(":")[0]));
      expect([...broken], violations.join("\n")).to.have.members(Object.keys(breaks));
      for (const [rule, text] of Object.entries(breaks))
        expect(violations.find((violation) => violation.startsWith(`${rule}:`))).to.match(text);
    });

  it("has a change that breaks it for every rule", () => {
    const broken = new Set(MUTATIONS.flatMap(({ breaks }) => Object.keys(breaks)));
    expect(rules.filter(({ name }) => !broken.has(name)).map(({ name }) => name)).to.deep.equal([]);
    expect(new Set(rules.map(({ name }) => name))).to.have.property("size", rules.length);
  });

  it("knows what each role may do; `npm run iam -- --write` lists it", async () => {
    const stacks = await Promise.all(
      STACKS.flatMap((stack) => VARIANTS.map(({ config }) => declaredStack(stack, config))),
    );
    const listed = await readFile(join(PROJECT_ROOT, "policy", "roleGrants.generated.ts"), "utf8");
    expect(listed.split("\n")).to.deep.equal(formatRoleGrants(roleGrants(stacks)).split("\n"));
  });

  it("comes up as Pulumi starts it, and says its port", async () => {
    const starter = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const child = spawn(process.execPath, [starter, "127.0.0.1:1", "."], {
      cwd: join(PROJECT_ROOT, "policy"),
      env: { PATH: process.env.PATH, PULUMI_NODEJS_TYPESCRIPT: "false" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const [line] = (await once(createInterface(child.stdout), "line")) as [string];
      expect(Number(line)).to.be.greaterThan(0);
    } finally {
      child.kill();
    }
  });
});
