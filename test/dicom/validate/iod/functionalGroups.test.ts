import { expect } from "chai";
import { createDataSet, type AttributeValues } from "../../../../dicom";
import { validateDicom } from "../../../../dicom/validate/validateDicom";
import { bareObjectOf } from "../../../support/dicom/dataSets";

const STORAGE = "1.2.840.10008.5.1.4.1.1";
const ENHANCED_CT = `${STORAGE}.2.1`;
const ENHANCED_MR = `${STORAGE}.4.1`;
const ENHANCED_XA = `${STORAGE}.12.1.1`;
const ENHANCED_PET = `${STORAGE}.130`;
const SEGMENTATION = `${STORAGE}.66.4`;
const MULTI_FRAME_SC = `${STORAGE}.7.2`;

describe("the functional groups of", () => {
  /** Those that are missing, by where they would have to be. */
  function missing(
    sopClass: string,
    values: AttributeValues,
    shared: AttributeValues,
    ...frames: readonly AttributeValues[]
  ): readonly string[] {
    const dataSet = createDataSet({
      SOPClassUID: sopClass,
      SharedFunctionalGroupsSequence: [shared],
      ...(frames.length > 0 ? { PerFrameFunctionalGroupsSequence: frames } : {}),
      ...values,
    });
    return validateDicom(bareObjectOf([], { dataSet })).findings.flatMap(({ code, path = "" }) =>
      code === "MISSING_FUNCTIONAL_GROUP" ? [path.replace("FunctionalGroupsSequence", "")] : [],
    );
  }

  const original = ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"];
  const mixed = ["MIXED", "PRIMARY", "VOLUME", "NONE"];
  const derived = ["DERIVED", "PRIMARY", "VOLUME", "NONE"];

  it("what was acquired are asked for, of what was derived from it they are not", () => {
    for (const [sopClass, group] of [
      [ENHANCED_MR, "MREchoSequence"],
      [ENHANCED_CT, "CTExposureSequence"],
    ] as const) {
      for (const ImageType of [original, mixed])
        expect(missing(sopClass, { ImageType }, {})).to.include(`Shared[0].${group}`);
      expect(missing(sopClass, { ImageType: derived }, {})).to.not.include(`Shared[0].${group}`);
      expect(missing(sopClass, {}, {})).to.not.include(`Shared[0].${group}`);
    }
  });

  it("frames are asked for at the first frame that lacks one, unless it is shared", () => {
    const echo: AttributeValues = { MREchoSequence: [{ EffectiveEchoTime: 1 }] };
    const about = (...groups: readonly [AttributeValues, ...AttributeValues[]]) =>
      missing(ENHANCED_MR, { ImageType: original }, ...groups).filter((path) => path.includes("MREcho"));
    expect(about({}, echo, {}, {})).to.deep.equal(["PerFrame[1].MREchoSequence"]);
    expect(about({}, echo, echo)).to.deep.equal([]);
    expect(about(echo, {}, {})).to.deep.equal([]);
  });

  it("a frame depend on what its other groups say", () => {
    const acquired = (AcquisitionType: string): AttributeValues => ({
      CTAcquisitionTypeSequence: [{ AcquisitionType }],
    });
    const about = (shared: AttributeValues, ...frames: readonly AttributeValues[]) =>
      missing(ENHANCED_CT, { ImageType: original }, shared, ...frames).filter((path) =>
        path.includes("CTReconstr"),
      );
    expect(about({}, acquired("CONSTANT_ANGLE"), acquired("SPIRAL"))).to.deep.equal([
      "PerFrame[1].CTReconstructionSequence",
    ]);
    expect(about(acquired("CONSTANT_ANGLE"), {}, {})).to.deep.equal([]);
    expect(about(acquired("SPIRAL"), {}, {})).to.deep.equal(["PerFrame[0].CTReconstructionSequence"]);
  });

  it("all frames depend on what one of them says", () => {
    const contrast = (AcquisitionContrast: string): AttributeValues => ({
      MRImageFrameTypeSequence: [{ AcquisitionContrast }],
    });
    const about = (...frames: readonly AttributeValues[]) =>
      missing(ENHANCED_MR, { ImageType: original }, {}, ...frames).filter((path) =>
        path.includes("MRDiffusion"),
      );
    expect(about(contrast("T1"), contrast("DIFFUSION"))).to.deep.equal(["PerFrame[0].MRDiffusionSequence"]);
    expect(about(contrast("T1"), contrast("T2"))).to.deep.equal([]);
  });

  it("a technique are asked for where it was used", () => {
    const techniques = [
      [ENHANCED_MR, { PhaseContrast: "YES" }, { PhaseContrast: "NO" }, "MRVelocityEncodingSequence"],
      [ENHANCED_PET, { TableMotion: "DYNAMIC" }, { TableMotion: "NONE" }, "PETTableDynamicsSequence"],
      [
        ENHANCED_XA,
        { CArmPositionerTabletopRelationship: "YES" },
        { CArmPositionerTabletopRelationship: "NO" },
        "PositionerPositionSequence",
      ],
      [
        ENHANCED_CT,
        { CardiacSynchronizationTechnique: "PROSPECTIVE" },
        { CardiacSynchronizationTechnique: "NONE" },
        "CardiacSynchronizationSequence",
      ],
    ] as const;
    for (const [sopClass, used, unused, group] of techniques) {
      expect(missing(sopClass, { ImageType: original, ...used }, {})).to.include(`Shared[0].${group}`);
      for (const values of [
        { ImageType: original, ...unused },
        { ImageType: original },
        { ImageType: derived, ...used },
      ])
        expect(missing(sopClass, values, {}), group).to.not.include(`Shared[0].${group}`);
    }
  });

  describe("a segmentation", () => {
    const planes: AttributeValues = {
      PixelMeasuresSequence: [{}],
      PlanePositionSequence: [{}],
      PlaneOrientationSequence: [{}],
    };
    const about = (values: AttributeValues, shared: AttributeValues) =>
      missing(SEGMENTATION, values, shared, {})
        .filter((path) => !/FrameContent|SegmentIdentification/.test(path))
        .map((path) => path.replace(/^.*\./, ""));

    it("say where the frames lie, or what they were derived from", () => {
      const inPatient: AttributeValues = { FrameOfReferenceUID: "1.2.3" };
      expect(about(inPatient, {})).to.have.members(Object.keys(planes));
      expect(about(inPatient, planes)).to.deep.equal([]);
      expect(about(inPatient, { DerivationImageSequence: [{}] })).to.deep.equal([]);
      expect(about({}, {})).to.deep.equal(["DerivationImageSequence"]);
      expect(about({}, planes)).to.deep.equal([]);
    });

    it("lie on a slide where it has a matrix of tiles", () => {
      const onSlide: AttributeValues = { FrameOfReferenceUID: "1.2.3", TotalPixelMatrixColumns: 9 };
      expect(about(onSlide, {})).to.deep.equal(["PlanePositionSlideSequence"]);
      expect(about({ ...onSlide, DimensionOrganizationType: "TILED_FULL" }, {})).to.deep.equal([]);
    });

    it("name the segment of a frame, unless pixels do", () => {
      const segment = (values: AttributeValues) =>
        missing(SEGMENTATION, values, {}, {}).filter((path) => path.includes("SegmentIdentification"));
      expect(segment({ SegmentationType: "BINARY" })).to.have.length(1);
      expect(segment({ SegmentationType: "LABELMAP" })).to.deep.equal([]);
      expect(segment({ DimensionOrganizationType: "TILED_FULL" })).to.deep.equal([]);
    });
  });

  it("a secondary capture are all there or none", () => {
    expect(missing(MULTI_FRAME_SC, {}, {}, {})).to.deep.equal([]);
    expect(missing(MULTI_FRAME_SC, {}, { PixelMeasuresSequence: [{}] }, {})).to.have.members([
      "PerFrame[0].PlanePositionSequence",
      "PerFrame[0].PlaneOrientationSequence",
    ]);
  });
});
