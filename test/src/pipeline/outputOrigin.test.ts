import { expect } from "chai";
import fc from "fast-check";
import { compareSequencers, orderOfOrigins, type OutputOrigin } from "../../../src/pipeline/outputOrigin";

const OWN: OutputOrigin = {
  keyHash: "a",
  versionHash: "v2",
  sequencer: "0055B",
  modifiedMs: 2000,
  recipe: "r",
};

describe("orderOfOrigins", () => {
  const current = (changes: Partial<OutputOrigin>) => ({ ...OWN, versionHash: "v1", ...changes });

  it("fills the shorter sequencer up with zeros on the right, as S3 says", () => {
    expect(compareSequencers("0055AED6DCD90281E5", "0055AED6DCD90281E6")).to.equal(-1);
    expect(compareSequencers("56", "0055AED6DCD90281E5")).to.equal(1);
    expect(compareSequencers("0055", "00551")).to.equal(-1);
    expect(compareSequencers("0055", "005500")).to.equal(0);
    expect(compareSequencers("0a", "0B")).to.equal(-1);
  });

  it("orders any sequencers as numbers of the same length are ordered", () => {
    const hex = fc.stringMatching(/^[0-9A-F]{1,20}$/);
    fc.assert(
      fc.property(hex, hex, (one, other) => {
        const [a, b] = [one, other].map((text) => BigInt(`0x${text.padEnd(20, "0")}`));
        expect(compareSequencers(one, other)).to.equal(a! < b! ? -1 : a! > b! ? 1 : 0);
      }),
    );
  });

  it("tells versions of one object apart by the sequencers of their events", () => {
    expect(orderOfOrigins(current({ sequencer: "0055C", modifiedMs: 1 }), OWN)).to.equal("newer");
    expect(orderOfOrigins(current({ sequencer: "0055A", modifiedMs: 9000 }), OWN)).to.equal("older");
  });

  it("goes by the time of the version where an event is not known", () => {
    expect(orderOfOrigins(current({ sequencer: undefined, modifiedMs: 3000 }), OWN)).to.equal("newer");
    expect(orderOfOrigins(current({ sequencer: undefined, modifiedMs: 2000 }), OWN)).to.equal("older");
  });

  it("knows the version itself again, and leaves other objects alone", () => {
    expect(orderOfOrigins(current({ versionHash: "v2" }), OWN)).to.equal("same");
    expect(orderOfOrigins(current({ keyHash: "b", sequencer: "F" }), OWN)).to.equal("unrelated");
    expect(orderOfOrigins(undefined, OWN)).to.equal("unrelated");
  });
});
