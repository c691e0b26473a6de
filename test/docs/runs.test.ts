import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { pages } from "../support/docs/pages";
import { missingLine, outcomeOf, trialsOf } from "../support/docs/runBlock";

describe("the commands of the documents that run here", function () {
  this.timeout(120_000); // the local pipeline is started
  let folder = "";

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "mip-docs-"));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  for (const page of pages().filter((one) => trialsOf(one).length > 0))
    // One after the other in one folder: a page goes on with what it has made.
    it(`print what ${page.path} says`, async () => {
      for (const trial of trialsOf(page)) {
        const { status, output } = await outcomeOf(trial, folder);
        expect(status, `${trial.name}: status, with ${output}`).to.equal(trial.status);
        const missing = missingLine(trial.prints, output);
        expect(
          missing,
          `${trial.name}: "${missing ?? ""}" is not printed, or not in this order:\n${output}`,
        ).to.equal(undefined);
      }
    });

  it("are there", () => {
    expect(pages().flatMap(trialsOf)).not.to.be.empty;
  });

  it("are held to the lines in their order, with gaps", () => {
    const output = "one\ntwo 17\nthree\n";
    expect(missingLine(["one", "three"], output)).to.equal(undefined);
    expect(missingLine(["two …"], output)).to.equal(undefined);
    expect(missingLine(["two"], output)).to.equal("two");
    expect(missingLine(["three", "one"], output)).to.equal("one");
  });
});
