import { expect } from "chai";
import type { AttributeValues } from "../../../../dicom";
import { tagOf, type Keyword } from "../../../../dicom/dictionary/attributes";
import type { FindingCode } from "../../../../dicom/validate/findingCodes";
import { validateDicom } from "../../../../dicom/validate/validateDicom";
import { objectOf } from "../../../support/dicom/objects";

const STORAGE = "1.2.840.10008.5.1.4.1.1";

const code = (value: string, scheme: string): AttributeValues => ({
  CodeValue: value,
  CodingSchemeDesignator: scheme,
  CodeMeaning: "of a test",
});
const HUMAN = code("337915000", "SCT");
const DOG = code("448771007", "SCT");
const WEIGHTED = { DerivationCodeSequence: [code("113097", "DCM")] };
const xRaySource: AttributeValues = {
  KVP: 100,
  XRayTubeCurrentInmA: 1,
  DataCollectionDiameter: 500,
  FocalSpots: 1,
  FilterType: "NONE",
};
const species = (...items: AttributeValues[]) => ({ PatientSpeciesCodeSequence: items });
const mr = (sequence: string, variant: string) => ({
  ScanningSequence: sequence,
  SequenceVariant: variant,
});
const beam = (weight: number | string) => ({
  BeamSequence: [{ NumberOfControlPoints: 1, ControlPointSequence: [{ CumulativeMetersetWeight: weight }] }],
});
const ionBeam = (weight: number | string) => ({
  IonBeamSequence: [
    { NumberOfControlPoints: 1, IonControlPointSequence: [{ CumulativeMetersetWeight: weight }] },
  ],
});
const channel = (weight: number | string) => ({
  ApplicationSetupSequence: [
    { ChannelSequence: [{ BrachyControlPointSequence: [{ CumulativeTimeWeight: weight }] }] },
  ],
});
const source = (units: string) => ({ SourceSequence: [{ SourceStrengthUnits: units }] });
const dose = (summation: string, groups: readonly AttributeValues[] = []) => ({
  DoseSummationType: summation,
  ReferencedRTPlanSequence: [groups.length > 0 ? { ReferencedFractionGroupSequence: groups } : {}],
});
const waveform = (synchronized: string, values: AttributeValues) => ({
  AcquisitionTimeSynchronized: synchronized,
  WaveformSequence: [values],
});
const planes = (values: AttributeValues) => ({
  ...values,
  SharedFunctionalGroupsSequence: [{ PixelMeasuresSequence: [{ SpacingBetweenSlices: 1 }] }],
});
const type = (...values: readonly string[]) => ({ ImageType: values });
const sources = { ConversionSourceAttributesSequence: [{}, {}] };

/** Of objects that have an attribute or lack it: the standard lets the first be, and not the second. */
const CASES: readonly (readonly [
  what: string,
  sopClass: string,
  about: Keyword,
  allowed: AttributeValues,
  code: FindingCode,
  faulty: AttributeValues,
])[] = [
  [
    "an offset of waveforms whose time nobody has synchronized",
    ".9.1.1",
    "MultiplexGroupTimeOffset",
    waveform("N", { MultiplexGroupTimeOffset: 0 }),
    "MISSING_CONDITIONAL_ATTRIBUTE",
    waveform("Y", {}),
  ],
  [
    "echo-planar images without a Repetition Time that are not of segmented k-space",
    ".4",
    "RepetitionTime",
    mr("EP", "NONE"),
    "MISSING_CONDITIONAL_ATTRIBUTE",
    mr("EP", "SK"),
  ],
  [
    "a beam without a final weight whose control points have none",
    ".481.5",
    "FinalCumulativeMetersetWeight",
    beam(""),
    "MISSING_CONDITIONAL_ATTRIBUTE",
    beam(0),
  ],
  [
    "an ion beam without a final weight whose control points have none",
    ".481.8",
    "FinalCumulativeMetersetWeight",
    ionBeam(""),
    "MISSING_CONDITIONAL_ATTRIBUTE",
    ionBeam(0),
  ],
  [
    "a channel without a final weight whose control points have none",
    ".481.5",
    "FinalCumulativeTimeWeight",
    channel(""),
    "MISSING_CONDITIONAL_ATTRIBUTE",
    channel(0),
  ],
  [
    "sources only in a plan without beams",
    ".481.5",
    "ApplicationSetupSequence",
    channel(""),
    "FORBIDDEN_ATTRIBUTE",
    { ...channel(""), ...beam("") },
  ],
  [
    "several images from which an object was converted, and one of each frame",
    ".2.2",
    "ConversionSourceAttributesSequence",
    sources,
    "TOO_MANY_ITEMS",
    { PerFrameFunctionalGroupsSequence: [sources] },
  ],
  [
    "names of views of a protocol without stages",
    ".6.1",
    "NumberOfStages",
    { ViewName: "PSAX", ViewNumber: 1 },
    "MISSING_CONDITIONAL_ATTRIBUTE",
    { StageName: "BASELINE" },
  ],
  [
    "people whose species is said, without a breed",
    ".7",
    "PatientBreedDescription",
    species(HUMAN),
    "MISSING_CONDITIONAL_ATTRIBUTE",
    species(DOG),
  ],
  [
    "people whose species is in the codes of before, without an owner",
    ".7",
    "ResponsiblePerson",
    species(code("L-85B00", "SRT")),
    "MISSING_CONDITIONAL_ATTRIBUTE",
    species(code("L-80700", "SRT")),
  ],
  [
    "a species in words, of which nobody says whether it is a person",
    ".7",
    "PatientSexNeutered",
    { PatientSpeciesDescription: "homo sapiens", PregnancyStatus: 4 },
    "MISSING_CONDITIONAL_ATTRIBUTE",
    { ...species(DOG), PregnancyStatus: 4 },
  ],
  [
    "a segmentation without a frame of reference, and without a spacing",
    ".66.4",
    "PixelSpacing",
    planes({}),
    "MISSING_CONDITIONAL_ATTRIBUTE",
    planes({ FrameOfReferenceUID: "1.2.5" }),
  ],
  [
    "a weight of an X-ray source in an image that is not weighted",
    ".2",
    "EnergyWeightingFactor",
    { CTAdditionalXRaySourceSequence: [{ ...xRaySource, EnergyWeightingFactor: 0.5 }] },
    "MISSING_CONDITIONAL_ATTRIBUTE",
    WEIGHTED,
  ],
  [
    "an image type by itself, without the code of its derivation",
    ".2",
    "EnergyWeightingFactor",
    type("DERIVED", "PRIMARY", "AXIAL", "ENERGY_PROP_WT"),
    "MISSING_CONDITIONAL_ATTRIBUTE",
    { ...WEIGHTED, CTAdditionalXRaySourceSequence: [xRaySource], EnergyWeightingFactor: 0.5 },
  ],
  [
    "images that are mixed without saying how X-rays were made",
    ".12.1.1",
    "KVP",
    type("MIXED", "PRIMARY", "SINGLE PLANE", "NONE"),
    "MISSING_ATTRIBUTE",
    type("ORIGINAL", "PRIMARY", "SINGLE PLANE", "NONE"),
  ],
  [
    "spectra that are mixed without the frequency of what was transmitted",
    ".4.2",
    "TransmitterFrequency",
    type("MIXED", "PRIMARY", "SPECTROSCOPY", "NONE"),
    "MISSING_CONDITIONAL_ATTRIBUTE",
    type("ORIGINAL", "PRIMARY", "SPECTROSCOPY", "NONE"),
  ],
  [
    "images of one plane without a reference to another",
    ".12.1.1",
    "ReferencedOtherPlaneSequence",
    { ...type("ORIGINAL", "PRIMARY", "ANGIO", "NONE"), PlanesInAcquisition: "SINGLE PLANE" },
    "MISSING_CONDITIONAL_ATTRIBUTE",
    { ...type("ORIGINAL", "PRIMARY", "ANGIO", "NONE"), PlanesInAcquisition: "BIPLANE" },
  ],
  [
    "planes without a name where nobody says how many there are",
    ".12.1.1",
    "PlaneIdentification",
    { ...type("ORIGINAL", "PRIMARY", "ANGIO", "NONE"), PlanesInAcquisition: "UNDEFINED" },
    "MISSING_CONDITIONAL_ATTRIBUTE",
    { ...type("ORIGINAL", "PRIMARY", "ANGIO", "NONE"), PlanesInAcquisition: "SINGLE PLANE" },
  ],
  [
    "units of sources of gamma rays without their strength",
    ".481.5",
    "SourceStrength",
    source("AIR_KERMA_RATE"),
    "MISSING_CONDITIONAL_ATTRIBUTE",
    source("DOSE_RATE_WATER"),
  ],
  [
    "images in shades of grey alone without a palette",
    ".4.1",
    "RedPaletteColorLookupTableDescriptor",
    { PixelPresentation: "MONOCHROME" },
    "MISSING_ATTRIBUTE",
    { PixelPresentation: "MIXED" },
  ],
  [
    "the dose of a whole session without its beams",
    ".481.2",
    "ReferencedBeamSequence",
    dose("FRACTION_SESSION", [{}]),
    "MISSING_CONDITIONAL_ATTRIBUTE",
    dose("BEAM_SESSION", [{}]),
  ],
  [
    "the dose of beams without sources",
    ".481.2",
    "ReferencedBrachyApplicationSetupSequence",
    dose("BEAM_SESSION", [{}]),
    "MISSING_CONDITIONAL_ATTRIBUTE",
    dose("BRACHY_SESSION", [{}]),
  ],
  [
    "the dose of a plan without a fraction group",
    ".481.2",
    "ReferencedFractionGroupSequence",
    dose("PLAN"),
    "MISSING_CONDITIONAL_ATTRIBUTE",
    dose("FRACTION_SESSION"),
  ],
];

/** Enhanced images whose frames have types: MR Spectroscopy, X-Ray 3D, Tomosynthesis, Enhanced PET, US Volume and so on. */
const WITH_FRAME_TYPES = [".4.2", ".13.1.1", ".13.1.2", ".13.1.3", ".130", ".6.2", ".30", ".14.1"];

describe("the standard lets", () => {
  const codesOf = (sopClass: string, values: AttributeValues, about: Keyword) =>
    validateDicom(objectOf({ SOPClassUID: STORAGE + sopClass, SOPInstanceUID: "1.2.3", ...values }))
      .findings.filter(({ tag, severity }) => tag === hexOf(about) && severity === "error")
      .map(({ code }) => code);
  const hexOf = (keyword: Keyword) => tagOf(keyword).toString(16).toUpperCase().padStart(8, "0");

  for (const [what, sopClass, about, allowed, fault, faulty] of CASES) {
    it(`be ${what}`, () => {
      expect(codesOf(sopClass, allowed, about)).to.deep.equal([]);
      expect(codesOf(sopClass, faulty, about)).to.deep.equal([fault]);
    });
  }

  it("frames of one object be of several types, and images of one frame of one", () => {
    const mixed = type("MIXED", "PRIMARY", "VOLUME", "NONE");
    for (const sopClass of WITH_FRAME_TYPES)
      expect(codesOf(sopClass, mixed, "ImageType"), sopClass).to.deep.equal([]);
    for (const sopClass of [".7", ".7.2", ".77.1.4", ".1.2", ".77.1.5.4"])
      expect(codesOf(sopClass, mixed, "ImageType"), sopClass).to.deep.equal(["UNEXPECTED_VALUE"]);
  });

  it("terms that are defined be others, by the list of each module", () => {
    const notes = (sopClass: string, values: AttributeValues) =>
      validateDicom(objectOf({ SOPClassUID: STORAGE + sopClass, SOPInstanceUID: "1.2.3", ...values }))
        .findings.filter(({ code }) => code === "UNLISTED_TERM" || code === "UNEXPECTED_VALUE")
        .map(({ code, path }) => `${code} ${path}`);
    expect(notes(".77.1.5.4", { DetectorType: "CCD" })).to.deep.equal([]);
    expect(notes(".77.1.5.1", { DetectorType: "CMOS" })).to.deep.equal([]);
    expect(notes(".77.1.5.1", { DetectorType: "PHOTO" })).to.deep.equal(["UNLISTED_TERM DetectorType"]);
    expect(notes(".1.1", { DetectorType: "DIRECT" })).to.deep.equal([]);
    expect(notes(".1.1", { DetectorType: "CCD" })).to.deep.equal(["UNLISTED_TERM DetectorType"]);
    expect(notes(".1.1", { DetectorConfiguration: "CURVED" })).to.deep.equal([
      "UNLISTED_TERM DetectorConfiguration",
    ]);
    expect(notes(".1.1", { ExposureStatus: "PAUSED" })).to.deep.equal(["UNLISTED_TERM ExposureStatus"]);
    expect(notes(".9.1.1", { TimeDistributionProtocol: "RADIO" })).to.deep.equal([
      "UNLISTED_TERM TimeDistributionProtocol",
    ]);
  });
});
