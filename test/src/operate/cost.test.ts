import { expect } from "chai";
import fc from "fast-check";
import { estimateBill, type Bill } from "../../../src/operate/cost/estimate";
import { LINES_BY_TYPE } from "../../../src/operate/cost/linesByType";
import { successPath } from "../../../src/operate/cost/successPath";
import { describeProgram, type DeclaredProgram } from "../../../src/operate/declaredProgram";
import { runOperate } from "../../support/operate/runOperate";
import { declaredStack, STACKS } from "../../support/pulumi/declared";

const EVERYTHING = {
  encryption: "kms",
  enableLambdaVpc: "true",
  enableCloudTrail: "true",
  githubRepository: "hospital/imaging",
  permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/boundary",
};

describe("the estimate of the monthly bill", () => {
  const programOf = async (...args: Parameters<typeof declaredStack>) =>
    describeProgram(await declaredStack(...args));
  let prod: DeclaredProgram;
  before(async () => (prod = await programOf("prod")));

  const billOf = (program: DeclaredProgram, filesPerMonth: number, megabytes: number, month = 12): Bill =>
    estimateBill({ program, volume: { filesPerMonth, meanSizeBytes: megabytes * 1e6, month } });
  const linesOf = (bill: Bill) => Object.fromEntries(bill.lines.map(({ price, ...line }) => [price, line]));

  it("is what is computed by hand: 1,000 files of 10 MB, the twelfth month of prod", () => {
    const lines = linesOf(billOf(prod, 1000, 10));
    // 10 GB a month in each of two buckets: 3 months standard, 3 infrequent access, 6 Glacier.
    const twice = (gb: number) => 2 * gb;
    expect(lines.s3StandardGbMonth?.quantity).to.be.closeTo(
      twice(30 + 6 * 1000 * 8e-6) + 12 * 1000 * 8e-6,
      1e-9,
    );
    expect(lines.s3InfrequentAccessGbMonth?.quantity).to.be.closeTo(twice(30), 1e-9);
    expect(lines.s3GlacierGbMonth?.quantity).to.be.closeTo(twice(60 + 6 * 1000 * 32e-6), 1e-9);
    expect(lines.s3ToGlacier).to.include({ quantity: 2000, dollars: 0.06 });
    // The sender's, create, two parts, complete, the audit record, the marker of the study and its list.
    expect(lines.s3Writes?.quantity).to.equal(8000);
    // 512 MB: dispatch 0.2 s, ingestion 0.5 s, validation 0.7 s, de-identification 1.5 s, study 0.2 s.
    expect(lines.lambdaArmGbSeconds?.quantity).to.be.closeTo(1000 * 0.5 * 3.1, 1e-6);
    expect(billOf(prod, 1000, 10).byService.S3).to.be.closeTo(2.69, 0.001);
    expect(lines.kmsRequests?.dollars).to.be.closeTo((1000 / 10_000) * 0.03, 1e-9);
  });

  it("counts the states of the declared definition that an object goes through", () => {
    const machine = prod.resources.find(({ state }) => state.arn === prod.stack.outputs.stateMachineArn);
    const path = successPath(machine?.inputs.definition);
    expect(path[0]).to.equal("IngestionStep");
    expect(path.at(-1)).to.equal("SuccessState");
    expect(linesOf(billOf(prod, 100, 1)).stateTransitions?.quantity).to.equal(100 * path.length);
  });

  it("bills the polls of two queues that nothing arrives at, keys and alarms, whatever the volume", () => {
    const lines = linesOf(billOf(prod, 0, 1));
    expect(lines.sqsRequests?.quantity).to.equal((2 * 5 * 30 * 86_400) / 20);
    const alarms = prod.resources.filter(({ type }) => type.endsWith(":MetricAlarm"));
    const watched = alarms.map(({ inputs }) => (JSON.stringify(inputs).match(/"metricName":/g) ?? []).length);
    expect(watched.filter((count) => count > 1)).to.have.length.above(1);
    expect(lines.alarmMetrics?.quantity).to.equal(watched.reduce((sum, count) => sum + count));
    expect(lines.kmsKeys?.quantity).to.equal(
      prod.resources.filter(({ type }) => type === "aws:kms/key:Key").length,
    );
  });

  it("keeps in standard storage what S3 does not move: objects of less than 128 KB", () => {
    const lines = linesOf(billOf(prod, 1_000_000, 0.1));
    expect(lines.s3GlacierGbMonth?.quantity ?? 0).to.equal(0);
    expect(lines.s3ToGlacier?.quantity ?? 0).to.equal(0);
  });

  it("never gets less with more files, nor with more months", () => {
    const count = fc.integer({ min: 0, max: 1_000_000 });
    const months = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(
        count,
        count,
        months,
        months,
        fc.double({ min: 0.01, max: 5000, noNaN: true }),
        (a, b, m, n, size) => {
          const less = billOf(prod, Math.min(a, b), size, Math.min(m, n)).totalDollars;
          const more = billOf(prod, Math.max(a, b), size, Math.max(m, n)).totalDollars;
          expect(more).to.be.at.least(less - 1e-9);
        },
      ),
    );
  });

  it("takes off what is free for every account where that is asked for, and never more than there is", () => {
    const volume = { filesPerMonth: 100, meanSizeBytes: 1e6, month: 1 };
    const bill = estimateBill({ program: prod, volume }, { freeTier: true });
    const free = linesOf(bill);
    expect(free.lambdaArmGbSeconds?.dollars).to.equal(0);
    for (const { dollars } of bill.lines) expect(dollars).to.be.at.least(0);
    expect(bill.totalDollars).to.be.lessThan(billOf(prod, 100, 1, 1).totalDollars);
  });

  for (const name of STACKS)
    it(`knows a price, or a reason for none, for every type that ${name} declares`, async () => {
      for (const config of [{}, EVERYTHING])
        expect(billOf(await programOf(name, config), 10, 1).totalDollars).to.be.above(1);
      for (const [type, cost] of Object.entries(LINES_BY_TYPE))
        if ("free" in cost) expect(cost.free, type).to.match(/\w+ \w+/);
    });

  it("fails for a declared type that nothing is said of", () => {
    const [first] = prod.resources;
    const odd = { ...prod, resources: [...prod.resources, { ...first!, type: "aws:rds/instance:Instance" }] };
    expect(() => billOf(odd, 1, 1)).to.throw("No price is known for aws:rds/instance:Instance");
  });
});

describe("npm run cost", () => {
  it("shows dev and prod side by side, and each line as JSON", async () => {
    const volume = ["--files-per-month", "1000", "--mean-size", "10"];
    const table = await runOperate(["cost", ...volume]);
    expect(table.stdout)
      .to.match(/service +│ +dev │ +prod │/)
      .and.match(/total +│ +[\d.]+ │ +[\d.]+ │/);
    expect(table.stdout).to.contain("as of 2026-");
    const json = await runOperate(["cost", ...volume, "--stack", "prod", "--json"]);
    const { bills } = JSON.parse(json.stdout) as { bills: Record<string, Bill> };
    expect(Object.keys(bills)).to.deep.equal(["prod"]);
    expect(bills.prod?.lines[0]).to.include.all.keys("price", "quantity", "dollars");
  }).timeout(60_000);

  it("wants a volume", async () => {
    expect(await runOperate(["cost"])).to.include({ exitCode: 2 });
    expect(await runOperate(["cost", "--files-per-month", "-1", "--mean-size", "x"])).to.include({
      exitCode: 2,
    });
  });
});
