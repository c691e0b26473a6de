import { expect } from "chai";
import type { AttributeValues } from "../../../../dicom";
import type { Keyword } from "../../../../dicom/dictionary/attributes";
import { holds, isForbidden } from "../../../support/dicom/conditions";

const mrSequence = (type: string) => ({ ImageType: ["ORIGINAL", "PRIMARY"], MRAcquisitionType: type });
const seriesType = (type: string) => ({ SeriesType: [type, "IMAGE"] });
const imageType = (kind: string) => ({ ImageType: ["ORIGINAL", "PRIMARY", kind, "EMISSION"] });
const motion = (term: string) => ({ PositionerMotion: term });
const intent = (term: string) => ({ PresentationIntentType: term });
const organization = (number: number) => ({ PixelComponentOrganization: number });
const geometry = (term: string) => ({ RTPlanGeometry: term });
const segments = (type: string) => ({ SegmentationType: type });

describe("conditions of single kinds of objects", () => {
  it("ask for the planes of annotations in three dimensions alone", () => {
    const planes = (type: string) =>
      holds(
        "AnnotationAppliesToAllZPlanes",
        "AnnotationGroupSequence",
        { AnnotationCoordinateType: type, AnnotationGroupSequence: [{}] },
        "",
        "AnnotationGroupSequence",
      );
    expect(planes("3D")).to.equal(true);
    expect(planes("2D")).to.equal(false);
    expect(isForbidden("AnnotationAppliesToAllZPlanes", "AnnotationGroupSequence")).to.equal(true);
  });

  it("ask secondary captures for no modality", () => {
    expect(holds("Modality", "sc-equipment", {})).to.equal(false);
  });

  const facts: readonly (readonly [
    Keyword,
    string,
    whereTrue: AttributeValues,
    whereFalse: AttributeValues,
  ])[] = [
    ["InversionTime", "mr-image", { ScanningSequence: ["GR", "IR"] }, { ScanningSequence: "SE" }],
    ["CoverageOfKSpace", "mr-pulse-sequence", mrSequence("3D"), mrSequence("2D")],
    ["NumberOfTimeSlices", "pet-series", seriesType("DYNAMIC"), seriesType("STATIC")],
    ["DecayFactor", "pet-image", { DecayCorrection: "START" }, { DecayCorrection: "NONE" }],
    ["ScanVelocity", "nm-image", imageType("WHOLE BODY"), imageType("STATIC")],
    ["PositionerPrimaryAngleIncrement", "xa-positioner", motion("DYNAMIC"), motion("STATIC")],
    ["MaskFrameNumbers", "MaskSubtractionSequence", { MaskOperation: "AVG_SUB" }, { MaskOperation: "TID" }],
    ["WindowCenter", "dx-image", intent("FOR PRESENTATION"), intent("FOR PROCESSING")],
    ["PixelComponentMask", "SequenceOfUltrasoundRegions", organization(0), organization(1)],
    ["ReferencedStructureSetSequence", "rt-general-plan", geometry("PATIENT"), geometry("TREATMENT_DEVICE")],
    [
      "AcquisitionDateTime",
      "ophthalmic-photography-image",
      { ImageType: "ORIGINAL" },
      { ImageType: "DERIVED" },
    ],
    ["ImagedVolumeWidth", "whole-slide-microscopy-image", imageType("VOLUME"), imageType("LABEL")],
    ["NumberOfOpticalPaths", "optical-path", { DimensionOrganizationType: "TILED_FULL" }, {}],
    ["WedgeSequence", "BeamSequence", { NumberOfWedges: 1 }, { NumberOfWedges: 0 }],
    ["GantryAngle", "ControlPointSequence", { ControlPointIndex: 0 }, { ControlPointIndex: 1 }],
    ["ReferencedRTPlanSequence", "rt-dose", { DoseSummationType: "BEAM" }, { DoseSummationType: "RECORD" }],
    ["MaximumFractionalValue", "segmentation-image", segments("FRACTIONAL"), segments("BINARY")],
    ["ChannelBaseline", "ChannelDefinitionSequence", { ChannelSensitivity: 1 }, {}],
    ["AnchorPoint", "TextObjectSequence", {}, { BoundingBoxTopLeftHandCorner: [0, 0] }],
    [
      "NominalScannedPixelSpacing",
      "sc-multi-frame-image",
      { ConversionType: "DF" },
      { ConversionType: "DI" },
    ],
  ];

  for (const [attribute, holder, whereTrue, whereFalse] of facts) {
    it(`ask for ${attribute} in ${holder}, or not`, () => {
      expect(holds(attribute, holder, whereTrue)).to.equal(true);
      expect(holds(attribute, holder, whereFalse)).to.equal(false);
    });
  }
});
