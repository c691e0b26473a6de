import { expect } from "chai";
import { accessSync, constants, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { parse } from "yaml";
import { declaredStack, PROJECT_ROOT, statementsOf, STACKS, theOne } from "../support/pulumi/declared";

const step = v.object({
  name: v.optional(v.string()),
  uses: v.optional(v.string()),
  run: v.optional(v.string()),
  if: v.optional(v.string()),
  shell: v.optional(v.string()),
  env: v.optional(v.record(v.string(), v.string())),
  with: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))),
});
const job = v.strictObject({
  needs: v.optional(v.string()),
  if: v.optional(v.string()),
  "runs-on": v.literal("ubuntu-latest"),
  "timeout-minutes": v.number(),
  environment: v.optional(v.string()),
  permissions: v.optional(v.record(v.string(), v.string())),
  env: v.optional(v.record(v.string(), v.string())),
  steps: v.array(step),
});
const workflow = v.strictObject({
  name: v.string(),
  on: v.record(v.string(), v.unknown()),
  permissions: v.record(v.string(), v.string()),
  concurrency: v.object({ group: v.string(), "cancel-in-progress": v.boolean() }),
  jobs: v.record(v.string(), job),
});

const textOf = (name: string) => readFileSync(join(PROJECT_ROOT, ".github/workflows", name), "utf8");
const read = (name: string) => v.parse(workflow, parse(textOf(name)));

const NAMES = ["check.yml", "deploy.yml"];

describe("the workflows of GitHub Actions", () => {
  const { scripts } = JSON.parse(readFileSync(join(PROJECT_ROOT, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };

  for (const name of NAMES) {
    it(`${name} stores no key and reads no secret`, () => {
      const text = textOf(name);
      expect(text).not.to.match(/secrets\.|aws-access-key-id|aws-secret|AWS_SECRET|PULUMI_ACCESS_TOKEN/i);
      expect(text).not.to.match(/arn:aws|AKIA/);
    });

    it(`${name} may read the code, and no more than each job needs`, () => {
      const { permissions, jobs } = read(name);
      expect(permissions).to.deep.equal({ contents: "read" });
      for (const [jobName, { permissions: own = {}, steps }] of Object.entries(jobs)) {
        const takesRole = steps.some(({ uses }) =>
          uses?.startsWith("aws-actions/configure-aws-credentials@"),
        );
        const comments = steps.some(({ run }) => run?.includes("gh pr comment"));
        const expected = {
          ...((takesRole || comments) && { contents: "read" }),
          ...(takesRole && { "id-token": "write" }),
          ...(comments && { "pull-requests": "write" }),
        };
        expect(own, jobName).to.deep.equal(expected);
      }
    });

    it(`${name} uses actions of pinned major versions, and leaves no token behind`, () => {
      for (const { steps } of Object.values(read(name).jobs))
        for (const { uses, with: inputs } of steps) {
          if (uses === undefined) continue;
          expect(uses).to.match(/^(actions|pulumi|aws-actions)\/[\w-]+@v\d+$/);
          if (uses.startsWith("actions/checkout@"))
            expect(inputs).to.include({ "persist-credentials": false });
        }
    });

    it(`${name} runs scripts that are there, and puts nothing of an event into a shell`, () => {
      for (const { steps } of Object.values(read(name).jobs))
        for (const { run = "" } of steps) {
          for (const [, script = ""] of run.matchAll(/npm run (?:-s )?([\w-]+)/g))
            expect(scripts).to.have.property(script);
          for (const [file] of run.matchAll(/^\.ci\/\S+/gm))
            expect(() => accessSync(join(PROJECT_ROOT, file), constants.X_OK)).not.to.throw();
          expect(run).not.to.contain("${{");
        }
    });
  }

  it("give a pull request from a fork no credentials", () => {
    const { on, jobs } = read("check.yml");
    expect(Object.keys(on)).to.deep.equal(["pull_request"]); // not pull_request_target, which has them
    expect(jobs.preview?.if).to.contain("github.event.pull_request.head.repo.full_name == github.repository");
    expect(jobs.check?.env).to.equal(undefined);
  });

  it("deploy main alone, dev before prod, after the whole check, each in its environment", () => {
    const { on, jobs, concurrency } = read("deploy.yml");
    expect(on).to.deep.equal({ push: { branches: ["main"] }, workflow_dispatch: null });
    expect(concurrency["cancel-in-progress"]).to.equal(false);
    expect(jobs.check?.steps.at(-1)?.run).to.equal(".ci/run");
    expect([jobs.dev?.needs, jobs.prod?.needs]).to.deep.equal(["check", "dev"]);
    expect(jobs.dev?.if).to.contain("github.ref == 'refs/heads/main'");
    for (const stack of STACKS) {
      expect(jobs[stack]?.environment).to.equal(stack);
      expect(jobs[stack]?.steps.at(-1)?.run).to.equal(`npm run -s deploy -- ${stack} --yes`);
    }
  });

  it("have tokens whose subjects the declared roles trust", async () => {
    for (const stack of STACKS) {
      const declared = await declaredStack(stack, {
        githubRepository: "hospital/imaging",
        permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/boundary",
      });
      const [trust] = statementsOf(
        theOne(declared, "aws:iam/role:Role", "github-deploy"),
        "assumeRolePolicy",
      );
      expect(trust?.Condition?.StringEquals?.["token.actions.githubusercontent.com:sub"]).to.equal(
        `repo:hospital/imaging:environment:${String(read("deploy.yml").jobs[stack]?.environment)}`,
      );
    }
  });
});
