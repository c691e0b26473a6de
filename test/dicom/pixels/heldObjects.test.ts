import { expect } from "chai";
import { DicomUnsupportedError, transferSyntaxOf, type DicomObject } from "../../../dicom";
import type { PixelPolicy } from "../../../dicom/deidentify/policy/pixelPolicy";
import { PIXEL_REASONS, type PixelReason } from "../../../dicom/pixels/pixelReasons";
import {
  CT_IMAGE,
  element,
  objectOf,
  SECONDARY_CAPTURE,
  sequence,
  type AttributeName,
} from "../../support/dicom/dataSets";
import { BASIC, deidentified, policyWith, textAt } from "../../support/dicom/deidentified";
import { imageElements, imageObject } from "../../support/dicom/images";

const pixels = element("PixelData", Uint8Array.of(1, 2), "OW");
const NO = element("BurnedInAnnotation", "NO");
const CLASSES = "1.2.840.10008.5.1.4.1.1.";

function heldAs(object: DicomObject, policy: Partial<PixelPolicy> = {}, rules = BASIC.rules): string {
  try {
    deidentified(object, { ...BASIC, rules, pixels: { rules: [], letThrough: [], ...policy } });
  } catch (error) {
    if (!(error instanceof DicomUnsupportedError)) throw error;
    return `${error.code} ${/\((\w+)\)$/.exec(error.message)?.[1] ?? ""}`;
  }
  return "let through";
}

const ofClass = (end: string, ...more: Parameters<typeof objectOf>[0]) =>
  objectOf([element("SOPClassUID", CLASSES + end), pixels, ...more]);
const ct = (...more: Parameters<typeof objectOf>[0]) =>
  objectOf([element("Modality", "CT"), element("ImageType", "ORIGINAL\\PRIMARY\\AXIAL"), pixels, ...more]);

describe("objects whose pixels may show the patient", () => {
  const classes: readonly (readonly [end: string, PixelReason])[] = [
    ["7", "secondaryCapture"],
    ["7.4", "secondaryCapture"],
    ["6.1", "ultrasound"],
    ["3.1", "ultrasound"],
    ["6", "ultrasound"],
    ["77.1.1", "endoscopy"],
    ["77.1.4", "photography"],
    ["77.1.7", "photography"],
    ["77.1.5.1", "ophthalmicPhotography"],
    ["82.1", "ophthalmicPhotography"],
  ];
  for (const [end, reason] of classes) {
    it(`are held for their class ${end}, also where they deny it`, () => {
      expect(heldAs(ofClass(end))).to.equal(`PIXELS_MAY_IDENTIFY ${reason}`);
      expect(heldAs(ofClass(end, NO))).to.equal(`PIXELS_MAY_IDENTIFY ${reason}`);
      expect(heldAs(ofClass(end, NO), { letThrough: [reason] })).to.equal("let through");
      expect(heldAs(ofClass(end, NO), { letThrough: [CLASSES + end] })).to.equal("let through");
      expect(heldAs(ofClass(end, NO), { letThrough: [CT_IMAGE] })).not.to.equal("let through");
    });
  }

  it("are not what scanners measure, nor what is computed of it", () => {
    for (const end of [
      "1",
      "1.1",
      "1.2",
      "2",
      "2.1",
      "4",
      "4.1",
      "12.1",
      "20",
      "66.4",
      "128",
      "481.2",
      "77.1.6",
    ])
      expect(heldAs(ofClass(end)), end).to.equal("let through");
    for (const type of [
      "DERIVED\\SECONDARY",
      "DERIVED\\SECONDARY\\REFORMATTED\\AVERAGE",
      "DERIVED\\SECONDARY\\MPR\\CSA MPR\\\\CSAPARALLEL\\M\\ND\\NORM",
      "DERIVED\\PRIMARY\\PERFUSION\\RCBF",
    ])
      expect(heldAs(ct(element("ImageType", type))), type).to.equal("let through");
  });

  const signs: readonly (readonly [what: string, name: AttributeName, value: string, held: string])[] = [
    ["an annotation", "BurnedInAnnotation", "YES", "BURNED_IN_ANNOTATION burnedInAnnotation"],
    ["a face", "RecognizableVisualFeatures", "YES", "PIXELS_MAY_IDENTIFY recognizableVisualFeatures"],
    ["a slide's label", "SpecimenLabelInImage", "YES", "PIXELS_MAY_IDENTIFY specimenLabel"],
    [
      "an image of the slide",
      "ImageType",
      "ORIGINAL\\PRIMARY\\LABEL\\NONE",
      "PIXELS_MAY_IDENTIFY specimenLabel",
    ],
    ["a screen", "ImageType", "DERIVED\\SECONDARY\\SCREEN SAVE", "PIXELS_MAY_IDENTIFY screenCapture"],
    ["a dose sheet", "ImageType", "DERIVED\\SECONDARY\\DOSE_INFO", "PIXELS_MAY_IDENTIFY screenCapture"],
    [
      "a protocol",
      "ImageType",
      "DERIVED\\SECONDARY\\OTHER\\CT_SOM5 PROT",
      "PIXELS_MAY_IDENTIFY screenCapture",
    ],
    ["a dose report", "SeriesDescription", "Dose Report", "PIXELS_MAY_IDENTIFY screenCapture"],
    ["a patient protocol", "SeriesDescription", "PATIENT PROTOCOL", "PIXELS_MAY_IDENTIFY screenCapture"],
    ["film", "ConversionType", "DF", "PIXELS_MAY_IDENTIFY digitizedFilm"],
    ["a workstation", "ConversionType", "WSD", "PIXELS_MAY_IDENTIFY secondaryCapture"],
    ["another modality", "Modality", "US", "PIXELS_MAY_IDENTIFY ultrasound"],
    ["a class of nobody", "SOPClassUID", "1.2.826.0.1.3680043.99.7", "PIXELS_MAY_IDENTIFY unknownClass"],
  ];
  for (const [what, name, value, held] of signs) {
    it(`are held where a CT image speaks of ${what}, and only with pixels`, () => {
      const sign = element(name, value);
      expect(heldAs(ct(sign))).to.equal(held);
      expect(heldAs(ct(NO, sign))).to.equal(held);
      expect(heldAs(objectOf([sign]))).to.equal("let through");
      expect(heldAs(ct(sign), { letThrough: [held.split(" ")[1]!] })).to.equal("let through");
    });
  }

  it("are held for each reason by itself", () => {
    const shot = ofClass(
      "7",
      element("ImageType", "DERIVED\\SECONDARY\\SCREENSHOT"),
      element("BurnedInAnnotation", "YES"),
    );
    expect(heldAs(shot, { letThrough: ["secondaryCapture"] })).to.equal(
      "BURNED_IN_ANNOTATION burnedInAnnotation",
    );
    expect(heldAs(shot, { letThrough: ["secondaryCapture", "burnedInAnnotation"] })).to.equal(
      "PIXELS_MAY_IDENTIFY screenCapture",
    );
    expect(heldAs(shot, { letThrough: PIXEL_REASONS })).to.equal("let through");
  });

  it("are held where an item that stays has pixel data of its own, and not where it goes", () => {
    const small = [element("Modality", "OT"), pixels];
    expect(heldAs(ct(sequence("ReferencedImageBoxSequence", small)))).to.equal(
      "PIXELS_MAY_IDENTIFY nestedPixels",
    );
    const deep = sequence("ReferencedImageBoxSequence", [sequence("ReferencedImageSequence", small)]);
    expect(heldAs(objectOf([deep]))).to.equal("PIXELS_MAY_IDENTIFY nestedPixels");
    expect(heldAs(ct(sequence("IconImageSequence", small)))).to.equal("let through");
  });

  it("are held with a sentence in which no value stands", () => {
    try {
      deidentified(ct(element("SeriesDescription", "Dose Report of SENTINEL")));
      expect.fail("it was not held");
    } catch (error) {
      expect(String(error)).not.to.include("SENTINEL");
      expect((error as DicomUnsupportedError).tag).to.equal("0008103E");
    }
  });

  it("are video streams, which nobody can look through", () => {
    const transferSyntax = transferSyntaxOf("1.2.840.10008.1.2.4.102");
    const video = { ...ct(), ...(transferSyntax && { transferSyntax }) };
    expect(heldAs(video)).to.equal("OPAQUE_PAYLOAD video");
  });
});

describe("opaque payloads", () => {
  const document = element("EncapsulatedDocument", Buffer.from("%PDF-1.7 SENTINEL"));

  it("are held: documents of every class, and voices", () => {
    for (const end of ["104.1", "104.2", "104.3", "104.4", "104.5", "2"]) {
      const object = objectOf([element("SOPClassUID", CLASSES + end), document]);
      expect(heldAs(object), end).to.equal("OPAQUE_PAYLOAD encapsulatedDocument");
    }
    for (const end of ["9.4.1", "9.4.2"]) {
      const voice = objectOf([
        element("SOPClassUID", CLASSES + end),
        sequence("WaveformSequence", [element("WaveformData", "SENTINEL", "OB")]),
      ]);
      expect(heldAs(voice), end).to.equal("OPAQUE_PAYLOAD audio");
      expect(heldAs(voice, { letThrough: ["audio"] })).to.equal("let through");
    }
  });

  it("go through where the policy says so, or has a rule for the document", () => {
    const object = objectOf([element("SOPClassUID", `${CLASSES}104.1`), document]);
    expect(heldAs(object, { letThrough: ["encapsulatedDocument"] })).to.equal("let through");
    expect(heldAs(object, {}, [{ attribute: "EncapsulatedDocument", action: "X" }])).to.equal("let through");
    const kept = deidentified(object, policyWith([], [{ attribute: "EncapsulatedDocument", action: "K" }]));
    expect(textAt(kept.object.dataSet, "EncapsulatedDocument")).to.equal("%PDF-1.7 SENTINEL");
  });

  it("are not waveforms of a heart, nor empty documents", () => {
    const ecg = objectOf([
      element("SOPClassUID", `${CLASSES}9.1.1`),
      sequence("WaveformSequence", [element("WaveformData", "data", "OW")]),
    ]);
    expect(heldAs(ecg)).to.equal("let through");
    expect(heldAs(objectOf([element("EncapsulatedDocument", "")]))).to.equal("let through");
  });
});

describe("rules of a policy for pixels", () => {
  const device = [
    element("Manufacturer", "ACME Medical "),
    element("ManufacturerModelName", "Echo 5"),
    element("SOPClassUID", `${CLASSES}6.1`),
  ];
  const image = imageObject({ rows: 4, columns: 6 }, new Uint8Array(24), device);
  const regions = [{ x: 0, y: 0, width: 6, height: 1 }];

  it("hold where every criterion does, without regard to case", () => {
    const fitting = [
      { manufacturer: "acme medical", regions },
      { model: "ECHO 5", rows: 4, columns: 6, regions },
      { sopClass: `${CLASSES}6.1`, regions },
    ];
    for (const rule of fitting) expect(heldAs(image, { rules: [rule] })).to.equal("let through");
    const other = [
      { manufacturer: "acme", regions },
      { model: "Echo 5", rows: 5, regions },
      { rows: 4, columns: 7, regions },
      { sopClass: SECONDARY_CAPTURE, regions },
    ];
    for (const rule of other)
      expect(heldAs(image, { rules: [rule] })).to.equal("PIXELS_MAY_IDENTIFY ultrasound");
  });

  it("without regions let images through that do not say themselves that they have text", () => {
    const rules = [{ model: "Echo 5", regions: [] }];
    expect(heldAs(image, { rules })).to.equal("let through");
    const declared = objectOf([...image.dataSet.elements, element("BurnedInAnnotation", "YES")]);
    expect(heldAs(declared, { rules })).to.equal("BURNED_IN_ANNOTATION burnedInAnnotation");
    expect(heldAs(declared, { rules: [{ model: "Echo 5", regions }] })).to.equal("let through");
  });

  it("do not answer for a face", () => {
    const face = objectOf([...image.dataSet.elements, element("RecognizableVisualFeatures", "YES")]);
    expect(heldAs(face, { rules: [{ model: "Echo 5", regions }] })).to.equal(
      "PIXELS_MAY_IDENTIFY recognizableVisualFeatures",
    );
  });

  it("hold what cannot be blanked", () => {
    const cleaned = (elements: Parameters<typeof objectOf>[0]) =>
      heldAs(objectOf([...image.dataSet.elements, ...elements]), { rules: [{ model: "Echo 5", regions }] });
    const form = { rows: 4, columns: 6 };
    expect(cleaned([])).to.equal("let through");
    expect(
      cleaned(imageElements({ ...form, photometric: "YBR_RCT", samples: 3, planar: 0 }, new Uint8Array(72))),
    ).to.match(/^PIXELS_CANNOT_BE_CLEANED/);
    for (const lengthBytes of [2, 22, 48])
      expect(cleaned(imageElements(form, new Uint8Array(lengthBytes))), String(lengthBytes)).to.match(
        /^PIXELS_CANNOT_BE_CLEANED/,
      );
    expect(heldAs(image, { rules: [{ rows: 4, regions: [{ x: 6, y: 0, width: 1, height: 1 }] }] })).to.match(
      /^PIXELS_CANNOT_BE_CLEANED/,
    );
  });
});
