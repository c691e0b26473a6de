import { expect } from "chai";
import { createDataSet, type AttributeValues, type DataSet } from "../../../../dicom";
import { tagOf, type Keyword } from "../../../../dicom/dictionary/attributes";
import type { AttributeCondition } from "../../../../dicom/validate/iod/condition";
import { CONDITIONS } from "../../../../dicom/validate/iod/conditions";

const CT = "1.2.840.10008.5.1.4.1.1.2";
const SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
const SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";
const ENHANCED_CT = "1.2.840.10008.5.1.4.1.1.2.1";
const TWELVE_LEAD_ECG = "1.2.840.10008.5.1.4.1.1.9.1.1";
const LEGACY_CT = "1.2.840.10008.5.1.4.1.1.2.2";

const mrSequence = (type: string) => ({ ImageType: ["ORIGINAL", "PRIMARY"], MRAcquisitionType: type });
const seriesType = (type: string) => ({ SeriesType: [type, "IMAGE"] });
const imageType = (kind: string) => ({ ImageType: ["ORIGINAL", "PRIMARY", kind, "EMISSION"] });
const motion = (term: string) => ({ PositionerMotion: term });
const intent = (term: string) => ({ PresentationIntentType: term });
const organization = (number: number) => ({ PixelComponentOrganization: number });
const geometry = (term: string) => ({ RTPlanGeometry: term });
const segments = (type: string) => ({ SegmentationType: type });

describe("conditions of attributes", () => {
  function conditionOf(attribute: Keyword, holder: string): AttributeCondition {
    const condition = CONDITIONS.find(tagOf(attribute), new Set([holder]));
    if (!condition) throw new Error(`${attribute} of ${holder} has no condition`);
    return condition;
  }

  /** In a data set of `values`, or in the first item at a place of it. */
  function holds(
    attribute: Keyword,
    holder: string,
    values: AttributeValues,
    sopClassUid = "",
    ...path: Keyword[]
  ) {
    const root = createDataSet(values);
    let dataSet: DataSet = root;
    for (const sequence of path) dataSet = dataSet.items(sequence)[0] ?? dataSet;
    return conditionOf(attribute, holder).required({ dataSet, root, sopClassUid });
  }

  /** What is not there otherwise. */
  const isForbidden = (attribute: Keyword, holder: string) =>
    conditionOf(attribute, holder).otherwise === "forbidden";

  describe("of all objects", () => {
    it("ask for one of three code values, and for its scheme", () => {
      expect(holds("CodeValue", "ViewCodeSequence", {})).to.equal(true);
      expect(holds("CodeValue", "ViewCodeSequence", { LongCodeValue: "123456789" })).to.equal(false);
      expect(holds("CodingSchemeDesignator", "ViewCodeSequence", { CodeValue: "1" })).to.equal(true);
      expect(holds("CodingSchemeDesignator", "ViewCodeSequence", { URNCodeValue: "urn:x" })).to.equal(false);
    });

    it("ask how the patient was de-identified in one of two ways", () => {
      const removed = { PatientIdentityRemoved: "YES" };
      expect(holds("DeidentificationMethod", "patient", removed)).to.equal(true);
      expect(
        holds("DeidentificationMethod", "patient", { ...removed, DeidentificationMethodCodeSequence: [] }),
      ).to.equal(false);
      expect(holds("DeidentificationMethod", "patient", { PatientIdentityRemoved: "NO" })).to.equal(false);
      expect(holds("DeidentificationMethod", "patient", {})).to.not.equal(true);
    });

    it("ask for the side of paired body parts alone, where nothing else says it", () => {
      expect(holds("Laterality", "general-series", { BodyPartExamined: "KNEE" })).to.equal(true);
      expect(holds("Laterality", "general-series", { BodyPartExamined: "CHEST" })).to.equal(false);
      expect(
        holds("Laterality", "general-series", { BodyPartExamined: "KNEE", ImageLaterality: "L" }),
      ).to.equal(false);
      expect(holds("Laterality", "general-series", {})).to.equal(undefined);
      expect(holds("Laterality", "general-series", {}, TWELVE_LEAD_ECG)).to.equal(false);
      expect(isForbidden("Laterality", "general-series")).to.equal(true);
    });

    it("ask for Patient Position of CT and MR, and for Patient Orientation of images without a plane", () => {
      expect(holds("PatientPosition", "general-series", {}, CT)).to.equal(true);
      expect(holds("PatientPosition", "general-series", {}, SECONDARY_CAPTURE)).to.equal(false);
      expect(holds("PatientOrientation", "general-image", {}, CT)).to.equal(false);
      expect(holds("PatientOrientation", "general-image", {}, SECONDARY_CAPTURE)).to.equal(true);
      const planes = { SharedFunctionalGroupsSequence: [{ PlaneOrientationSequence: [{}] }] };
      expect(holds("PatientOrientation", "general-image", planes, SEGMENTATION)).to.equal(false);
    });

    it("ask for what Frame Increment Pointer names", () => {
      const pointer = { FrameIncrementPointer: tagOf("FrameTime") };
      expect(holds("FrameTime", "cine", pointer)).to.equal(true);
      expect(holds("FrameTimeVector", "cine", pointer)).to.equal(false);
    });

    it("ask for functional groups of frames but where tiles are complete", () => {
      const groups = (type: string) =>
        holds("PerFrameFunctionalGroupsSequence", "multi-frame-functional-groups", {
          DimensionOrganizationType: type,
        });
      expect(groups("TILED_FULL")).to.equal(false);
      expect(groups("3D")).to.equal(true);
    });
  });

  describe("of pixels", () => {
    it("ask for Planar Configuration of several samples alone", () => {
      expect(holds("PlanarConfiguration", "image-pixel", { SamplesPerPixel: 3 })).to.equal(true);
      expect(holds("PlanarConfiguration", "image-pixel", { SamplesPerPixel: 1 })).to.equal(false);
      expect(holds("PlanarConfiguration", "image-pixel", {})).to.equal(undefined);
      expect(isForbidden("PlanarConfiguration", "image-pixel")).to.equal(true);
    });

    it("forbid an aspect ratio of square pixels, and one beside their spacing", () => {
      const ratio = (values: AttributeValues) => holds("PixelAspectRatio", "image-pixel", values);
      expect(ratio({ PixelAspectRatio: [1, 1] })).to.equal(false);
      expect(ratio({ PixelAspectRatio: [1, 2], PixelSpacing: [1, 2] })).to.equal(false);
      expect(ratio({ PixelAspectRatio: [1, 2] })).to.equal(undefined);
      expect(ratio({})).to.equal(undefined);
    });

    it("ask for the data of a palette, segmented or not", () => {
      const palette = { PhotometricInterpretation: "PALETTE COLOR" };
      expect(holds("RedPaletteColorLookupTableDescriptor", "image-pixel", palette)).to.equal(true);
      expect(holds("RedPaletteColorLookupTableData", "image-pixel", palette)).to.equal(true);
      const segmented = { SegmentedRedPaletteColorLookupTableData: new Uint8Array(2) };
      expect(holds("RedPaletteColorLookupTableData", "image-pixel", { ...palette, ...segmented })).to.equal(
        false,
      );
      const gray = { PhotometricInterpretation: "MONOCHROME2" };
      expect(holds("RedPaletteColorLookupTableDescriptor", "image-pixel", gray)).to.equal(false);
    });

    it("let an aspect ratio be where no spacing says it, with or without a value", () => {
      const ratio = { PixelAspectRatio: [2, 1] };
      expect(holds("PixelAspectRatio", "image-pixel", ratio)).to.equal(undefined);
      expect(holds("PixelAspectRatio", "image-pixel", { ...ratio, PixelSpacing: [1, 2] })).to.equal(false);
      const empty = { PixelAspectRatio: [], ImagerPixelSpacing: [1, 1] };
      expect(holds("PixelAspectRatio", "image-pixel", empty)).to.equal(false);
    });

    it("ask for slope and intercept together, or for a table", () => {
      expect(holds("RescaleSlope", "modality-lut", { RescaleIntercept: 0 })).to.equal(true);
      expect(holds("RescaleSlope", "modality-lut", {})).to.equal(false);
      expect(holds("ModalityLUTSequence", "modality-lut", { RescaleIntercept: 0 })).to.equal(false);
      expect(holds("ModalityLUTSequence", "modality-lut", {})).to.equal(true);
    });

    it("ask how much was lost where anything was", () => {
      const lossy = (value: string) =>
        holds("LossyImageCompressionRatio", "general-image", { LossyImageCompression: value });
      expect(lossy("01")).to.equal(true);
      expect(lossy("00")).to.equal(false);
    });

    it("ask for the edges of a rectangle and the points of a polygon", () => {
      const rectangle = { ShutterShape: "RECTANGULAR" };
      expect(holds("ShutterLeftVerticalEdge", "display-shutter", rectangle)).to.equal(true);
      expect(holds("VerticesOfThePolygonalShutter", "display-shutter", rectangle)).to.equal(false);
    });
  });

  describe("of content items", () => {
    const ofType = (attribute: Keyword, type: string) =>
      holds(attribute, "ContentSequence", { ValueType: type });

    it("ask for the value that the type has, and for no other", () => {
      const values: Readonly<Record<string, Keyword>> = {
        TEXT: "TextValue",
        NUM: "MeasuredValueSequence",
        CODE: "ConceptCodeSequence",
        IMAGE: "ReferencedSOPSequence",
        SCOORD: "GraphicData",
        TCOORD: "TemporalRangeType",
        CONTAINER: "ContinuityOfContent",
        DATETIME: "DateTime",
        UIDREF: "UID",
      };
      for (const [type, attribute] of Object.entries(values)) {
        for (const other of Object.keys(values))
          expect(ofType(attribute, other), `${attribute} of ${other}`).to.equal(other === type);
        expect(isForbidden(attribute, "ContentSequence"), attribute).to.equal(true);
      }
    });

    it("ask for nothing of an item that refers to another", () => {
      const reference = { ReferencedContentItemIdentifier: [1, 2] };
      expect(holds("ValueType", "ContentSequence", reference)).to.equal(false);
      expect(holds("ValueType", "ContentSequence", {})).to.equal(true);
      expect(holds("TextValue", "ContentSequence", reference)).to.equal(false);
    });

    it("ask who verified a report that is verified", () => {
      const verified = (value: string) =>
        holds("VerifyingObserverSequence", "sr-document-general", { VerificationFlag: value });
      expect(verified("VERIFIED")).to.equal(true);
      expect(verified("UNVERIFIED")).to.equal(false);
    });
  });

  describe("of frames", () => {
    const EXPOSURE = ["SharedFunctionalGroupsSequence", "CTExposureSequence"] as const;
    const shared = (type: string): AttributeValues => ({
      SharedFunctionalGroupsSequence: [
        {
          CTExposureSequence: [{}],
          CTImageFrameTypeSequence: [{ FrameType: [type, "PRIMARY", "VOLUME", "NONE"] }],
        },
      ],
    });

    it("look at the type of the frame, which all may share", () => {
      expect(holds("CTDIvol", "CTExposureSequence", shared("ORIGINAL"), ENHANCED_CT, ...EXPOSURE)).to.equal(
        true,
      );
      expect(holds("CTDIvol", "CTExposureSequence", shared("DERIVED"), ENHANCED_CT, ...EXPOSURE)).to.equal(
        false,
      );
    });

    it("look at it where each frame has its own, and decide nothing where what is shared depends on it", () => {
      const own = {
        SharedFunctionalGroupsSequence: [{ CTExposureSequence: [{}] }],
        PerFrameFunctionalGroupsSequence: [
          {
            CTReconstructionSequence: [{}],
            CTImageFrameTypeSequence: [{ FrameType: ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"] }],
          },
        ],
      };
      const place = ["PerFrameFunctionalGroupsSequence", "CTReconstructionSequence"] as const;
      expect(holds("ImageFilter", "CTReconstructionSequence", own, ENHANCED_CT, ...place)).to.equal(true);
      expect(holds("CTDIvol", "CTExposureSequence", own, ENHANCED_CT, ...EXPOSURE)).to.equal(undefined);
    });

    it("ask legacy converted images for less", () => {
      const original = { ImageType: ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"] };
      expect(holds("AcquisitionDateTime", "enhanced-ct-image", original, ENHANCED_CT)).to.equal(true);
      expect(holds("AcquisitionDateTime", "enhanced-ct-image", original, LEGACY_CT)).to.equal(false);
      expect(holds("ContentQualification", "enhanced-ct-image", original, LEGACY_CT)).to.equal(false);
    });

    it("ask for the inversion times of an inversion recovery", () => {
      const recovery = (value: string): AttributeValues => ({
        SharedFunctionalGroupsSequence: [
          {
            MRModifierSequence: [{ InversionRecovery: value }],
            MRImageFrameTypeSequence: [{ FrameType: ["ORIGINAL", "PRIMARY", "T1", "NONE"] }],
          },
        ],
      });
      const place = ["SharedFunctionalGroupsSequence", "MRModifierSequence"] as const;
      expect(holds("InversionTimes", "MRModifierSequence", recovery("YES"), "", ...place)).to.equal(true);
      expect(holds("InversionTimes", "MRModifierSequence", recovery("NO"), "", ...place)).to.equal(false);
    });
  });

  describe("of references", () => {
    const to = (sopClass: string) =>
      holds("ReferencedFrameNumber", "SourceImageSequence", { ReferencedSOPClassUID: sopClass });

    it("let frames be of images that may have several, and of no others", () => {
      expect(isForbidden("ReferencedFrameNumber", "SourceImageSequence")).to.equal(true);
      expect(to(CT)).to.equal(false);
      expect(to(ENHANCED_CT)).to.equal(undefined);
      expect(to("1.2.3")).to.equal(undefined);
    });
  });

  describe("of single kinds of objects", () => {
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
      [
        "ReferencedStructureSetSequence",
        "rt-general-plan",
        geometry("PATIENT"),
        geometry("TREATMENT_DEVICE"),
      ],
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
});
