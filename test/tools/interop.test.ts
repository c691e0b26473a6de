import { expect } from "chai";
import { compare } from "../../tools/interop/compare";
import { flatten } from "../../tools/interop/flatten";

const flat = (json: object) => flatten(json, () => undefined);

describe("the comparison with other implementations", () => {
  const mine = flat({
    "00080005": { vr: "CS", Value: ["ISO_IR 100"] },
    "00100010": { vr: "PN", Value: [{ Alphabetic: "Doe^" }] },
    "00101002": { vr: "SQ", Value: [{ "00100020": { vr: "LO", Value: ["A"] } }] },
    "7FE00010": { vr: "OW", InlineBinary: "AQIDBA==" },
  });

  it("finds nothing between a reading and itself, at any level", () => {
    expect(mine.has("00101002[0].00100020")).to.equal(true);
    expect(compare(mine, mine, "dcm2json")).to.deep.equal({ same: 5, explained: new Map(), unexplained: [] });
  });

  it("names the rule of a difference, for the peer that it is known of", () => {
    const other = new Map(mine).set("00080005", { vr: "CS", values: ["ISO_IR 192"] });
    expect([...compare(mine, other, "dcm2json").explained]).to.deep.equal([["charset-term", 1]]);
    expect(compare(mine, other, "pydicom").unexplained).to.deep.equal(["00080005"]);
  });

  it("gives the path of a difference that no rule explains", () => {
    const missing = new Map(mine);
    missing.delete("00101002[0].00100020");
    expect(compare(mine, missing, "pydicom").unexplained).to.deep.equal(["00101002[0].00100020"]);
    const bytes = new Map(mine).set(
      "7FE00010",
      flat({ "7FE00010": { vr: "OW", InlineBinary: "AAAA" } }).get("7FE00010")!,
    );
    expect(compare(mine, bytes, "dcm2json").unexplained).to.deep.equal(["7FE00010"]);
  });
});
