import { expect } from "chai";
import { bytesOf, type DataElement, type DataSet } from "../../../dicom";
import { element, objectOf, sequence } from "../../support/dicom/dataSets";
import { deidentified, itemAt, outputText, policyWith, textAt } from "../../support/dicom/deidentified";

const CLEAN = policyWith(["cleanGraphics"]);
const points = new Uint8Array(new Float32Array([1, 2, 30, 40]).buffer);

const annotation = sequence("GraphicAnnotationSequence", [
  element("GraphicLayer", "LAYER1"),
  sequence("TextObjectSequence", [
    element("UnformattedTextValue", "Smith, John"),
    element("AnchorPointVisibility", "Y"),
  ]),
  sequence("GraphicObjectSequence", [
    element("GraphicType", "POLYLINE"),
    element("GraphicData", points),
    element("GraphicFilled", "N"),
  ]),
  sequence("CompoundGraphicSequence", [
    element("CompoundGraphicType", "RULER"),
    sequence("MajorTicksSequence", [element("TickLabel", "Smith")]),
  ]),
]);

const layers = [
  sequence("GraphicLayerSequence", [
    element("GraphicLayer", "LAYER1"),
    element("GraphicLayerDescription", "Smith"),
  ]),
  sequence("GraphicGroupSequence", [
    element("GraphicGroupLabel", "Smith"),
    element("GraphicGroupDescription", "Smith"),
  ]),
];

const overlay = [
  element(0x60000010, Uint8Array.of(1, 0), "US"),
  element(0x60000022, "Smith", "LO"),
  element(0x60000040, "G", "CS"),
  element(0x60000045, "Smith", "LO"),
  element(0x60001500, "Smith", "LO"),
  element(0x60003000, Uint8Array.of(1, 2), "OW"),
  element(0x60004000, "Smith", "LT"),
];

function after(elements: readonly DataElement[], policy = CLEAN): DataSet {
  return deidentified(objectOf(elements), policy).object.dataSet;
}

describe("Clean Graphics", () => {
  it("keeps graphics, and replaces the text among them", () => {
    const item = itemAt(after([annotation]), "GraphicAnnotationSequence");
    expect(textAt(item, "GraphicLayer")).to.equal("LAYER1");
    const graphic = itemAt(item, "GraphicObjectSequence");
    expect(textAt(graphic, "GraphicType")).to.equal("POLYLINE");
    expect(graphic?.get("GraphicData")?.value).to.have.property("lengthBytes", points.length);
    expect(textAt(itemAt(item, "TextObjectSequence"), "UnformattedTextValue")).to.equal("DUMMY");
  });

  it("leaves no text of graphics, overlays and curves in the output, with or without the option", async () => {
    const elements = [annotation, ...layers, ...overlay, element(0x50000022, "Smith", "LO")];
    for (const policy of [CLEAN, policyWith()]) {
      const output = await outputText(deidentified(objectOf(elements), policy));
      expect(output).not.to.include("Smith");
    }
  });

  it("dummies all graphics where it is not chosen", () => {
    const graphic = itemAt(
      itemAt(after([annotation], policyWith()), "GraphicAnnotationSequence"),
      "GraphicObjectSequence",
    );
    const data = graphic?.get("GraphicData")?.value;
    expect(data?.kind === "bytes" && bytesOf(data).every((byte) => byte === 0)).to.equal(true);
    expect(data).to.have.property("lengthBytes", points.length); // as many points as Graphic Type asks for
  });

  it("keeps terms that the standard enumerates where it is not chosen, and no other text in their place", () => {
    const graphics = (filled: string) =>
      sequence("GraphicAnnotationSequence", [
        sequence("GraphicObjectSequence", [element("GraphicFilled", filled)]),
      ]);
    const filledAfter = (filled: string) =>
      textAt(
        itemAt(
          itemAt(after([graphics(filled)], policyWith()), "GraphicAnnotationSequence"),
          "GraphicObjectSequence",
        ),
        "GraphicFilled",
      );
    expect(filledAfter("N")).to.equal("N");
    expect(filledAfter("SMITH")).to.equal("DUMMY");
  });

  it("keeps what layers and groups need to be valid", () => {
    const dataSet = after(layers);
    expect(textAt(itemAt(dataSet, "GraphicLayerSequence"), "GraphicLayer")).to.equal("LAYER1");
    expect(textAt(itemAt(dataSet, "GraphicGroupSequence"), "GraphicGroupLabel")).to.equal("DUMMY");
  });

  it("removes overlay planes and curves whole: what they show cannot be judged", () => {
    const dataSet = after([...overlay, element(0x50003000, Uint8Array.of(1, 2), "OW")]);
    expect(dataSet.elements.some(({ tag }) => tag >>> 24 === 0x60 || tag >>> 24 === 0x50)).to.equal(false);
  });

  it("removes the description and label of an overlay that a site rule keeps", () => {
    const policy = policyWith(["cleanGraphics"], [{ attribute: "OverlayData", action: "K" }]);
    const dataSet = after(overlay, policy);
    const left = dataSet.elements.filter(({ tag }) => tag >>> 24 === 0x60).map(({ tag }) => tag & 0xffff);
    expect(left).to.deep.equal([0x0010, 0x0040, 0x3000]);
    const ruled = policyWith([], [...policy.rules, { attribute: "OverlayDescription", action: "K" }]);
    expect(textAt(after(overlay, ruled), 0x60000022)).to.equal("Smith");
  });

  it("is claimed as 113103, and counts what it cleaned", () => {
    const result = deidentified(objectOf([annotation]), CLEAN);
    const code = itemAt(result.object.dataSet, "DeidentificationMethodCodeSequence", 1);
    expect(textAt(code, "CodeValue")).to.equal("113103");
    expect(result.counts.C).to.have.property("GraphicAnnotationSequence", 1);
  });
});
