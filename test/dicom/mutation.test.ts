import { expect } from "chai";
import { writeFixtures, type Fixture } from "../../tools/fuzz/fixtures";
import { exercise } from "../../tools/fuzz/exercise";
import { fuzz, inputOf } from "../../tools/fuzz/fuzz";

const SEEDS = 6;
const RUNS = 500;

/** `npm run fuzz` is the long run of the same, with other seeds. */
describe("mutated files", () => {
  let fixtures: Fixture[] = [];

  before(async () => {
    fixtures = await writeFixtures();
  });

  it("are made of files that nothing is wrong with", async () => {
    for (const { name, bytes } of fixtures) expect(await exercise(bytes), name).to.deep.equal([]);
  });

  it("are the same for the same seed", () => {
    const of = (seed: number) => Buffer.from(inputOf({ seed, fixtures }, 7).bytes).toString("hex");
    expect(of(1)).to.equal(of(1)).and.not.equal(of(2));
  });

  for (let seed = 1; seed <= SEEDS; seed++) {
    it(`end in typed errors, agree with themselves, and tell nothing: ${RUNS} of seed ${seed}`, async () => {
      const { failures } = await fuzz({ seed, runs: RUNS, fixtures });
      expect(
        failures.map(({ run, fixture, errors }) => ({ run, fixture, errors: errors.map(String) })),
      ).to.deep.equal([]);
    });
  }
});
