import { expect } from "chai";
import type { AttributeValues } from "../../../../dicom";
import { tagOf, type Keyword } from "../../../../dicom/dictionary/attributes";
import { holds, isForbidden } from "../../../support/dicom/conditions";

const CT = "1.2.840.10008.5.1.4.1.1.2";
const SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
const SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";
const ENHANCED_CT = "1.2.840.10008.5.1.4.1.1.2.1";
const TWELVE_LEAD_ECG = "1.2.840.10008.5.1.4.1.1.9.1.1";
const LEGACY_CT = "1.2.840.10008.5.1.4.1.1.2.2";

describe("conditions of attributes", () => {
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
});
