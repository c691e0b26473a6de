import { expect } from "chai";
import fc from "fast-check";
import { createFaultSchedule, REQUEST_FAULTS } from "../../../../src/local/faults/faultSchedule";

const numbers = Array.from({ length: 64 }, (_, n) => n);

describe("fault schedule", () => {
  it("is the same for the same seed, place and number, and another for another seed", () => {
    const told = (seed: number) => {
      const schedule = createFaultSchedule(seed);
      return numbers.map((n) => [
        schedule.request("a", n),
        schedule.kill(`b${n}`, 0),
        schedule.isBusy(`c${n}`, 0),
        schedule.delivery(`d${n}`),
      ]);
    };
    expect(told(1)).to.deep.equal(told(1));
    expect(told(1)).to.not.deep.equal(told(2));
  });

  it("lets no place fail three times in a row, and nothing end more often than is tried again", () => {
    fc.assert(
      fc.property(fc.nat(), fc.string(), (seed, place) => {
        const schedule = createFaultSchedule(seed);
        const failures = numbers.map((n) => (schedule.request(place, n) === undefined ? "." : "F")).join("");
        expect(failures).to.not.include("FFF");
        const ends = numbers.filter(
          (n) => schedule.isBusy(place, n) || schedule.kill(place, n) !== undefined,
        );
        expect(ends.length).to.be.at.most(2);
      }),
    );
  });

  it("knows every kind of fault", () => {
    const schedule = createFaultSchedule(3);
    const kinds = new Set(
      numbers.flatMap((n) => schedule.request(`p${n}`, 0) ?? schedule.request(`p${n}`, 1) ?? []),
    );
    expect([...kinds]).to.have.members([...REQUEST_FAULTS]);
  });

  it("keeps objects from being read by the unrecoverable profile alone", () => {
    const unreadable = (profile: "recoverable" | "unrecoverable") =>
      numbers.filter((n) => createFaultSchedule(5, profile).isUnreadable(`k${n}`)).length;
    expect(unreadable("recoverable")).to.equal(0);
    expect(unreadable("unrecoverable")).to.be.within(1, 20);
  });
});
