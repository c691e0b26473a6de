import { expect } from "chai";
import { mayHaveFrames } from "../../../dicom/iod/frames";

const STORAGE = "1.2.840.10008.5.1.4.1.1";

describe("frames of an image", () => {
  const frames = (...classes: readonly string[]) =>
    classes.map((last) => mayHaveFrames(`${STORAGE}.${last}`));

  it("are there where a module of the IOD counts them", () => {
    expect(frames("2.1", "3.1", "7.2", "20", "481.2")).to.deep.equal([true, true, true, true, true]);
    expect(frames("2", "1.1", "6.1", "7", "128")).to.deep.equal([false, false, false, false, false]);
  });

  it("are nobody's knowledge of what is no image, is not registered, or has modules that are not known", () => {
    expect(frames("88.11", "481.3", "999", "77.1.4")).to.deep.equal([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
