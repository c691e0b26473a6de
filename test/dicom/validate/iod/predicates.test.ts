import { expect } from "chai";
import { createDataSet, type AttributeValues } from "../../../../dicom";
import type { Predicate } from "../../../../dicom/validate/iod/condition";
import {
  anyValue,
  greaterThan,
  inFunctionalGroups,
  valueAt,
} from "../../../../dicom/validate/iod/predicates";

describe("predicates of conditions", () => {
  const ask = (predicate: Predicate, values: AttributeValues) => {
    const root = createDataSet(values);
    return predicate({ dataSet: root, root, sopClassUid: "" });
  };
  const many = Array.from({ length: 300 }, () => "AAAA");

  it("are not decided by a value that is longer than any that a condition is about", () => {
    for (const isPlanar of [anyValue("ScanOptions", "AAAA"), valueAt("ScanOptions", 1, "AAAA")]) {
      expect(ask(isPlanar, { ScanOptions: many.slice(0, 200) })).to.equal(true);
      expect(ask(isPlanar, { ScanOptions: many })).to.equal(undefined);
    }
    expect(ask(greaterThan("FrameTimeVector", 1), { FrameTimeVector: [2] })).to.equal(true);
    expect(ask(greaterThan("FrameTimeVector", 1), { FrameTimeVector: many.map(() => 2000) })).to.equal(
      undefined,
    );
  });

  it("know functional groups of each object for itself", () => {
    const isThere = inFunctionalGroups("PlanePositionSequence");
    const frame: AttributeValues = { PlanePositionSequence: [{}] };
    expect(ask(isThere, { PerFrameFunctionalGroupsSequence: [{}, frame] })).to.equal(true);
    expect(ask(isThere, { PerFrameFunctionalGroupsSequence: [{}] })).to.equal(false);
    expect(ask(isThere, { SharedFunctionalGroupsSequence: [frame] })).to.equal(true);
  });
});
