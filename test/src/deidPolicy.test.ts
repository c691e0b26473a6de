import { expect } from "chai";
import { stringify } from "yaml";
import { PIXEL_REASONS } from "../../dicom/pixels/pixelReasons";
import { parsePolicy } from "../../src/deidPolicy";
import { PolicyError } from "../../src/policyFile";
import { FULL_DATES, MODIFIED_DATES } from "../support/dicom/deidentified";

describe("parsePolicy", () => {
  const policy = {
    profile: "basic",
    options: ["retainDeviceIdentity", "retainUids"],
    rules: [
      { attribute: "StudyDescription", action: "K" },
      { attribute: "0019,ACME 1.0,10", action: "X" },
      { attribute: "00104000", action: "D", value: "removed" },
    ],
  };
  const faultsOf = (text: string, fileName = "p.yaml") => {
    try {
      parsePolicy(text, fileName);
    } catch (error) {
      if (error instanceof PolicyError) return error.message.split("\n");
    }
    return [];
  };

  it("reads the same policy from JSON and from YAML", () => {
    expect(parsePolicy(JSON.stringify(policy), "policy.json")).to.deep.equal(policy);
    expect(parsePolicy(stringify(policy), "policy.yaml")).to.deep.equal(policy);
    expect(parsePolicy(JSON.stringify(policy), "policy.yml")).to.deep.equal(policy);
  });

  it("takes the basic profile without options where a field is absent", () => {
    expect(parsePolicy("{}", "policy.json")).to.deep.equal({ profile: "basic", options: [], rules: [] });
  });

  it("takes a preset beside options and rules, which add to it", () => {
    const parsed = parsePolicy("preset: basic\noptions: [retainUids]", "p.yaml");
    expect(parsed).to.deep.equal({ profile: "basic", preset: "basic", options: ["retainUids"], rules: [] });
  });

  it("takes every preset", () => {
    for (const preset of ["basic", "research", "strict"])
      expect(parsePolicy(`preset: ${preset}`, "p.yaml")).to.include({ preset });
  });

  it("names the choices where a preset does not exist, and the preset that an option disagrees with", () => {
    expect(faultsOf("preset: paranoid")).to.deep.equal([
      'p.yaml: preset is "paranoid"; it may be one of basic, research, strict',
    ]);
    expect(faultsOf(`preset: research\noptions: [${FULL_DATES}]`)).to.deep.equal([
      `p.yaml: the options ${MODIFIED_DATES} of the preset research and ${FULL_DATES} exclude each other`,
    ]);
  });

  it("names field, value and choices of an option that does not exist", () => {
    const [fault = ""] = faultsOf("options: [retainUids, cleanPixels]");
    expect(fault).to.match(/^p\.yaml: options\[1\] is "cleanPixels"; it may be one of cleanPixelData, /);
  });

  it("names every fault, a line each", () => {
    const text =
      "profile: extended\nextra: 1\nrules:\n - {attribute: PatientID}\n - {attribute: 7, action: Q}";
    expect(faultsOf(text)).to.deep.equal([
      'p.yaml: profile is "extended"; it may be basic',
      "p.yaml: rules[0].action is missing",
      "p.yaml: rules[1].attribute is 7; it may be a text; quote it",
      'p.yaml: rules[1].action is "Q"; it may be one of D, Z, X, K, U',
      "p.yaml: extra is not a field of a policy",
    ]);
  });

  it("reads rules for pixels, with the lists that are absent empty", () => {
    const pixels = {
      rules: [
        {
          manufacturer: "ACME",
          rows: 480,
          columns: 640,
          sopClass: "1.2.840.10008.5.1.4.1.1.6.1",
          regions: [{ x: 0, y: 0, width: 640, height: 40 }],
        },
      ],
      letThrough: ["photography", "1.2.840.10008.5.1.4.1.1.7"],
    };
    expect(parsePolicy(stringify({ pixels, options: ["cleanPixelData"] }), "p.yaml").pixels).to.deep.equal(
      pixels,
    );
    expect(parsePolicy("pixels: {}", "p.yaml").pixels).to.deep.equal({ rules: [], letThrough: [] });
  });

  it("names what is wrong with a rule for pixels", () => {
    const text = [
      "pixels:",
      "  rules:",
      "    - { model: 5, regions: [{ x: -1, y: 0.5, width: 0 }] }",
      "    - { modell: Echo, rows: 1 }",
      "  letThrough: all",
    ].join("\n");
    expect(faultsOf(text)).to.deep.equal([
      "p.yaml: pixels.rules[0].model is 5; it may be a text; quote it",
      "p.yaml: pixels.rules[0].regions[0].x is -1; it may be a whole number from 0",
      "p.yaml: pixels.rules[0].regions[0].y is 0.5; it may be a whole number from 0",
      "p.yaml: pixels.rules[0].regions[0].width is 0; it may be a whole number from 1",
      "p.yaml: pixels.rules[0].regions[0].height is missing",
      "p.yaml: pixels.rules[1].regions is missing",
      "p.yaml: pixels.rules[1].modell is not a field of a policy",
      'p.yaml: pixels.letThrough is "all"; it may be a list',
    ]);
  });

  const FORMS = "a keyword of PS3.6, a tag ggggeeee, nor a private attribute gggg,CREATOR,ee";
  const impossible: readonly (readonly [what: string, text: string, fault: string])[] = [
    [
      "an option that is not supported",
      "options: [retainUids, cleanRecognizableVisualFeatures]",
      "the option cleanRecognizableVisualFeatures is not supported",
    ],
    [
      "to keep and to move dates at once",
      `options: [${FULL_DATES}, ${MODIFIED_DATES}]`,
      `the options ${MODIFIED_DATES} and ${FULL_DATES} exclude each other`,
    ],
    [
      "to clean pixels without a region",
      "{options: [cleanPixelData], pixels: {rules: [{model: Echo, regions: []}]}}",
      "the option cleanPixelData needs regions to blank: give them in pixels.rules",
    ],
    [
      "a rule for the pixels of every object",
      "pixels: {rules: [{regions: []}]}",
      "pixels.rules[0] holds for every object: give manufacturer, model, rows, columns or sopClass",
    ],
    [
      "a class that is none in a rule for pixels",
      "pixels: {rules: [{sopClass: Echo, regions: []}]}",
      "pixels.rules[0].sopClass is no SOP Class UID",
    ],
    [
      "to let through what has no such name",
      "pixels: {letThrough: [ultrasound, '1.2.840.10008.1.2']}",
      `pixels.letThrough[1] is no SOP Class UID, nor one of ${PIXEL_REASONS.join(", ")}`,
    ],
    [
      "a keyword that the data dictionary does not have",
      "rules: [{attribute: StudyDescripton, action: X}]",
      `the rule for StudyDescripton: the attribute is neither ${FORMS}`,
    ],
    [
      "a creator of spaces",
      "rules: [{attribute: '0019,  ,10', action: X}]",
      `the rule for 0019,  ,10: the attribute is neither ${FORMS}`,
    ],
    [
      "to remove what the output depends on",
      "rules: [{attribute: SOPClassUID, action: X}]",
      "the rule for SOPClassUID: the attribute cannot be given action X: the output depends on it",
    ],
    [
      "a value for an action that writes none",
      "rules: [{attribute: PatientID, action: X, value: anonymous}]",
      "the rule for PatientID: the attribute has a value, which only action D takes",
    ],
    [
      "a value that the attribute cannot have",
      "rules: [{attribute: StudyDate, action: D, value: yesterday}]",
      "the rule for StudyDate: the attribute has a value that is not valid for its VR DA",
    ],
  ];
  for (const [what, text, fault] of impossible) {
    it(`refuses ${what}, and says why`, () => {
      expect(faultsOf(text)).to.deep.equal([`p.yaml: ${fault}`]);
    });
  }

  it("refuses a tag that YAML read as a number, and says to quote it", () => {
    const [fault] = faultsOf("rules: [{attribute: 00100010, action: X}]");
    expect(fault).to.match(/rules\[0\]\.attribute is \d+; it may be a text; quote it/);
  });

  it("says which kind of text a file is not", () => {
    expect(faultsOf("{,}", "p.json")[0]).to.match(/^p\.json: not JSON: /);
    expect(faultsOf("a: [")[0]).to.match(/^p\.yaml: not YAML: /);
    expect(faultsOf("")[0]).to.equal("p.yaml: the policy file is empty; it may be a mapping of fields");
    expect(faultsOf("- 1")[0]).to.match(/^p\.yaml: the policy is \[1\]; /);
    expect(faultsOf("options: *anchor")[0]).to.match(/^p\.yaml: not YAML: Unresolved alias/);
  });

  it("refuses a list where a mapping should be, names that every object has, and keys that are there twice", () => {
    expect(faultsOf("pixels: []")).to.deep.equal(["p.yaml: pixels is []; it may be a mapping of fields"]);
    const region = '{ "x": 0, "y": 0, "width": 1, "height": 1, "constructor": 1 }';
    expect(faultsOf(`{"pixels":{"rules":[{"regions":[${region}]}]}}`, "p.json")).to.deep.equal([
      "p.json: pixels.rules[0].regions[0].constructor is not a field of a policy",
    ]);
    expect(faultsOf('{"__proto__":{"preset":"research"}}', "p.json")).to.deep.equal([
      "p.json: __proto__ is not a field of a policy",
    ]);
    expect(faultsOf('{"preset":"strict","preset":"basic"}', "p.json")[0]).to.match(/keys must be unique/);
  });
});
