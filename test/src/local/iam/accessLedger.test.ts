import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { policyHolder, type AccessAnswer } from "../../../../src/local/iam/accessControl";
import { openAccessLedger } from "../../../../src/local/iam/accessLedger";

const answer = (action: string, more: Partial<AccessAnswer> = {}): AccessAnswer => ({
  principal: "arn:aws:iam::1:role/worker",
  action,
  resource: "arn:aws:s3:::raw",
  allowed: true,
  because: "allow",
  detail: "Read",
  ...more,
});

describe("the ledger of accesses", () => {
  let directory = "";
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "ledger-"))));
  afterEach(() => rmSync(directory, { recursive: true }));

  const lines = (path: string) => readFileSync(path, "utf8").trim().split("\n");

  it("counts an answer that is given again, and writes it once", () => {
    const path = join(directory, "accesses.jsonl");
    const ledger = openAccessLedger(path);
    for (let turn = 0; turn < 3; turn++) ledger.record(answer("s3:GetObject"));
    ledger.record(answer("s3:GetObject", { allowed: false, because: "noAllow" }));
    expect(ledger.accesses.map(({ allowed, count }) => [allowed, count])).to.deep.equal([
      [true, 3],
      [false, 1],
    ]);
    expect(lines(path).map((line) => JSON.parse(line) as unknown)).to.deep.equal([
      answer("s3:GetObject"),
      answer("s3:GetObject", { allowed: false, because: "noAllow" }),
    ]);
  });

  it("stays within its bound, whatever is asked for", () => {
    const path = join(directory, "accesses.jsonl");
    const ledger = openAccessLedger(path);
    for (let n = 0; n < 10_100; n++)
      ledger.record(answer("s3:GetObject", { resource: `arn:aws:s3:::b${n}` }));
    expect(ledger.accesses).to.have.length(10_000);
    expect(lines(path)).to.have.length(10_000);
  });

  it("tells of one run: what an earlier one asked is gone", () => {
    const path = join(directory, "accesses.jsonl");
    writeFileSync(path, "{}\n");
    openAccessLedger(path).record(answer("s3:PutObject"));
    expect(lines(path)).to.have.length(1);
  });
});

describe("what holds the policy of a resource", () => {
  const holders: [string, string][] = [
    ["arn:aws:s3:::raw/in/Doe^Jane/\n.dcm", "arn:aws:s3:::raw"],
    ["arn:aws:s3:::raw", "arn:aws:s3:::raw"],
    ["arn:aws:logs:r:1:log-group:/aws/lambda/f:log-stream:x", "arn:aws:logs:r:1:log-group:/aws/lambda/f"],
    ["arn:aws:states:r:1:execution:machine:Doe", "arn:aws:states:r:1:execution:machine"],
    ["arn:aws:states:r:1:stateMachine:machine", "arn:aws:states:r:1:stateMachine:machine"],
    ["*", "*"],
  ];
  for (const [resource, holder] of holders)
    it(`of ${JSON.stringify(resource)} is ${holder}`, () => expect(policyHolder(resource)).to.equal(holder));
});
