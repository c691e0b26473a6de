import { expect } from "chai";
import { all, any, not, undecided, type Predicate } from "../../../../dicom/validate/iod/condition";
import { moduleNameOf } from "../../../../dicom/validate/iod/moduleName";
import {
  absent,
  anyValue,
  around,
  atRoot,
  filled,
  greaterThan,
  inFunctionalGroups,
  inGroup,
  pointsTo,
  present,
  requiresModule,
  saysOne,
  someItem,
  sopClass,
  valueAt,
} from "../../../../dicom/validate/iod/predicates";
import { textOf } from "../../../../dicom/validate/iod/saying";

const CT = "1.2.840.10008.5.1.4.1.1.2";
const MR = "1.2.840.10008.5.1.4.1.1.4";

describe("the words of conditions", () => {
  const isPalette = anyValue("PhotometricInterpretation", "PALETTE COLOR");
  const wordless: Predicate = () => true;

  it("say what each predicate asks, and what its opposite does", () => {
    const both = (predicate: Predicate) => [textOf(predicate), textOf(not(predicate))];
    expect(both(present("KVP"))).to.deep.equal(["KVP is present", "KVP is absent"]);
    expect(both(absent("KVP", "Exposure"))).to.deep.equal([
      "KVP and Exposure are absent",
      "KVP or Exposure is present",
    ]);
    expect(both(filled("KVP"))).to.deep.equal(["KVP has a value", "KVP has no value"]);
    expect(both(saysOne("ScanOptions", "CG", "PPG", "FC"))).to.deep.equal([
      "ScanOptions is CG, PPG or FC",
      "ScanOptions is not CG, PPG or FC",
    ]);
    expect(textOf(valueAt("ImageType", 1, "ORIGINAL"))).to.equal("value 1 of ImageType is ORIGINAL");
    expect(both(greaterThan("SamplesPerPixel", 1))).to.deep.equal([
      "SamplesPerPixel > 1",
      "SamplesPerPixel ≤ 1",
    ]);
    expect(textOf(pointsTo("FrameIncrementPointer", "FrameTime"))).to.equal(
      "FrameIncrementPointer points to FrameTime",
    );
    expect(both(sopClass(CT, MR))[1]).to.equal("the SOP class is not CT Image Storage or MR Image Storage");
    expect(textOf(requiresModule("multi-frame"))).to.equal("the IOD requires the Multi-frame module");
    expect(both(inFunctionalGroups("PlanePositionSequence"))[1]).to.equal(
      "no frame has PlanePositionSequence",
    );
    expect(both(someItem("BeamSequence", isPalette))[1]).to.equal(
      "PhotometricInterpretation is PALETTE COLOR in no item of BeamSequence",
    );
  });

  it("are those of the predicate, wherever it is asked", () => {
    for (const predicate of [
      atRoot(isPalette),
      around(isPalette),
      inGroup(["MRFOVGeometrySequence"], isPalette),
    ])
      expect(textOf(predicate)).to.equal("PhotometricInterpretation is PALETTE COLOR");
  });

  it("are put together with brackets where they would be read otherwise", () => {
    const either = any(present("KVP"), present("Exposure"));
    expect(textOf(all(either, isPalette))).to.equal(
      "(KVP is present or Exposure is present) and PhotometricInterpretation is PALETTE COLOR",
    );
    expect(textOf(not(all(either, isPalette)))).to.equal(
      "(KVP is absent and Exposure is absent) or PhotometricInterpretation is not PALETTE COLOR",
    );
  });

  it("leave out what is not for the object to say, and are none where a part has none", () => {
    expect(textOf(all(isPalette, undecided))).to.equal("PhotometricInterpretation is PALETTE COLOR");
    expect(textOf(all(isPalette, wordless))).to.equal("");
    expect(textOf(someItem("BeamSequence", wordless))).to.equal("");
  });

  it("are cut where they are long", () => {
    const text = textOf(anyValue("ScanOptions", ...Array.from({ length: 50 }, (_, number) => `T${number}`)));
    expect(text).to.have.length(120).and.to.match(/…$/);
  });
});

describe("names of modules", () => {
  it("are written as the standard writes them", () => {
    const names = ["multi-frame-dimension", "voi-lut", "x-ray-3d-image", "frame-of-reference", "rt-dvh"];
    expect(names.map(moduleNameOf)).to.deep.equal([
      "the Multi-frame Dimension module",
      "the VOI LUT module",
      "the X-Ray 3D Image module",
      "the Frame of Reference module",
      "the RT DVH module",
    ]);
    expect(moduleNameOf("c-arm-photon-electron-beam")).to.equal("the C-Arm Photon Electron Beam module");
    expect(moduleNameOf("image---equipment-coordinate-relationship")).to.equal(
      "the Image - Equipment Coordinate Relationship module",
    );
  });
});
