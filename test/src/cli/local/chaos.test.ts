import { expect } from "chai";
import fc from "fast-check";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { chaosObjects, type ChaosObject } from "../../../../src/cli/local/chaos/chaosObjects";
import { isFlawless } from "../../../../src/cli/local/chaos/ledger";
import { runChaos, type ChaosReport } from "../../../../src/cli/local/chaos/runChaos";
import type { FaultProfile } from "../../../../src/local/faults/faultSchedule";
import { runCli } from "../../../support/cli/runCli";
import { declaredStack as evaluatedStack, PROJECT_ROOT } from "../../../support/pulumi/declared";

/** Nothing of this may come of any fault. */
const NOTHING_WRONG = { wronglyRefused: 0, lost: 0, doubled: 0, broken: 0, stale: 0, openUploads: 0 };

describe("local, while things go wrong", function () {
  this.timeout(180_000);

  async function run(
    seed: number,
    objects: AsyncIterable<ChaosObject>,
    profile?: FaultProfile,
  ): Promise<ChaosReport> {
    const directory = await mkdtemp(join(tmpdir(), "chaos-"));
    const declaredStack = await evaluatedStack("dev");
    try {
      return await runChaos({ directory, projectRoot: PROJECT_ROOT, declaredStack, seed, profile, objects });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  it("ends every version as one output, one quarantine entry, or superseded by a newer one", () =>
    fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 40, max: 50 }), async (seed, count) => {
        const { faults, ledger } = await run(seed, chaosObjects(count));
        expect(ledger).to.deep.include(NOTHING_WRONG);
        const { versions, published, superseded, quarantined } = ledger;
        const ends = Object.values(quarantined).reduce((sum, codes) => sum + codes, published + superseded);
        expect(versions).to.be.greaterThan(count);
        expect(ends).to.equal(versions);
        expect(Object.keys(quarantined)).to.have.members(["BURNED_IN_ANNOTATION", "NOT_DICOM"]);
        expect([...faults.values()].reduce((sum, times) => sum + times, 0)).to.be.greaterThan(count);
      }),
      { seed: 20261121, numRuns: 3, interruptAfterTimeLimit: 150_000 },
    ));

  /** Objects of which nobody says whether they are sound, as those of paths. */
  async function* unknownObjects(count: number): AsyncGenerator<ChaosObject> {
    for await (const { objectKey, versions } of chaosObjects(count)) yield { objectKey, versions };
  }

  for (const [whose, objects] of [
    ["its own", chaosObjects],
    ["somebody's", unknownObjects],
  ] as const)
    it(`ends what cannot be read of ${whose} objects in quarantine as a failure of the service, and says that it is wrong`, async () => {
      const { faults, ledger } = await run(2, objects(12), "unrecoverable");
      const { PROCESSING_FAILED: failed, ...others } = ledger.quarantined;
      expect(faults.get("unreadable")).to.be.greaterThan(0);
      expect(failed).to.be.greaterThan(0);
      expect(ledger).to.deep.include({ ...NOTHING_WRONG, wronglyRefused: failed });
      expect(Object.keys(others)).to.deep.equal(["NOT_DICOM"]);
      expect(isFlawless(ledger)).to.equal(false);
      expect(isFlawless({ ...ledger, wronglyRefused: 0 })).to.equal(true);
    });

  it("says that it is wrong to refuse what is sound, or for another reason than there is", async () => {
    const letters: ChaosObject[] = [null, "BURNED_IN_ANNOTATION", "NOT_DICOM"].map((refusal, index) => ({
      objectKey: `incoming/letter ${index}.dcm`,
      versions: [Buffer.from("Dear colleague")],
      refusal,
    }));
    const { ledger } = await run(3, Readable.from(letters));
    expect(ledger).to.deep.include({ ...NOTHING_WRONG, versions: 3, wronglyRefused: 2 });
  });

  it("prints the ledger, the faults, and the seed that makes them again", async () => {
    const { exitCode, stdout, stderr } = await runCli("local", "--chaos", "--seed", "4", "--objects", "6");
    expect(stderr).to.not.match(/\n\s+at /);
    expect(exitCode).to.equal(0);
    for (const line of [
      /versions in +8\n/,
      /wrongly refused +0\n/,
      /lost +0\n/,
      /doubled +0\n/,
      /open uploads +0\n/,
      /--seed 4\n/,
    ])
      expect(stdout).to.match(line);
  });

  it("refuses what does not go together as wrong usage", async () => {
    for (const wrong of [
      ["--chaos", "--demo"],
      ["--seed", "3"],
      ["--chaos", "--objects", "3", "x"],
    ])
      expect((await runCli("local", ...wrong)).exitCode, wrong.join(" ")).to.equal(2);
  });
});
