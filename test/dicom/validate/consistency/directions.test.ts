import { expect } from "chai";
import type { AttributeValues } from "../../../../dicom";
import { validateDicom } from "../../../../dicom/validate/validateDicom";
import { objectOf } from "../../../support/dicom/objects";

describe("directions", () => {
  const wrongIn = (values: AttributeValues) =>
    validateDicom(objectOf({ SOPInstanceUID: "1.2.3", ...values }))
      .findings.filter(({ code }) => code === "INVALID_ORIENTATION")
      .map(({ clause, expected }) => `${clause}: ${expected}`);
  const slab = (sequence: "MRSpatialSaturationSequence" | "VolumeLocalizationSequence", cosines: number[]) =>
    wrongIn({ [sequence]: [{ SlabOrientation: cosines }] });

  it("are of length 1, each by its own clause", () => {
    expect(wrongIn({ VelocityEncodingDirection: [0, 0.6, 0.8] })).to.deep.equal([]);
    expect(wrongIn({ VelocityEncodingDirection: [0, 0, 2] })).to.deep.equal([
      "PS3.3 §C.8.13.5.13: a direction of length 1",
    ]);
    expect(wrongIn({ DiffusionGradientOrientation: [0, 0, 2] })).to.deep.equal([
      "PS3.3 §C.8.13.5.9: a direction of length 1",
    ]);
    expect(slab("MRSpatialSaturationSequence", [1, 1, 0])).to.deep.equal([
      "PS3.3 §C.8.13.5.11: a direction of length 1",
    ]);
    expect(slab("VolumeLocalizationSequence", [1, 1, 0])).to.deep.equal([
      "PS3.3 §C.8.14.2: a direction of length 1",
    ]);
  });

  it("are none of a gradient or a flow that there is not, but a slab has one", () => {
    expect(wrongIn({ DiffusionGradientOrientation: [0, 0, 0] })).to.deep.equal([]);
    expect(wrongIn({ VelocityEncodingDirection: [0, 0, 0] })).to.deep.equal([]);
    expect(slab("MRSpatialSaturationSequence", [0, 0, 0])).to.have.length(1);
  });
});
