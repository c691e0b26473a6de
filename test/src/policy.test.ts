import { expect } from "chai";
import { stringify } from "yaml";
import { parsePolicy, PolicyError } from "../../src/policy";

describe("parsePolicy", () => {
  const policy = {
    profile: "basic",
    options: ["cleanDescriptors", "retainUids"],
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

  it("names field, value and choices of an option that does not exist", () => {
    const [fault = ""] = faultsOf("options: [retainUids, cleanPixels]");
    expect(fault).to.match(/^p\.yaml: options\[1\] is "cleanPixels"; it may be one of cleanPixelData, /);
  });

  it("names every fault, a line each", () => {
    const text =
      "profile: extended\nextra: 1\nrules:\n - {attribute: PatientID}\n - {attribute: '???', action: Q}";
    expect(faultsOf(text)).to.deep.equal([
      'p.yaml: profile is "extended"; it may be basic',
      "p.yaml: rules[0].action is missing",
      'p.yaml: rules[1].attribute is "???"; it may be a keyword of PS3.6, a tag ggggeeee, or a private attribute gggg,CREATOR,ee',
      'p.yaml: rules[1].action is "Q"; it may be one of D, Z, X, K, U',
      "p.yaml: extra is not a field of a policy",
    ]);
  });

  it("refuses a keyword that the data dictionary does not have", () => {
    const [fault] = faultsOf("rules: [{attribute: StudyDescripton, action: X}]");
    expect(fault).to.match(/rules\[0\]\.attribute is "StudyDescripton"; it may be a keyword of PS3\.6/);
  });

  it("refuses a tag that YAML read as a number, and says to quote it", () => {
    const [fault] = faultsOf("rules: [{attribute: 00100010, action: X}]");
    expect(fault).to.match(/rules\[0\]\.attribute is \d+; it may be a text; quote it/);
  });

  it("refuses a value for an action that writes none", () => {
    const [fault] = faultsOf("rules: [{attribute: PatientID, action: X, value: anonymous}]");
    expect(fault).to.equal('p.yaml: rules[0].value is "anonymous"; it may be there with action D only');
  });

  it("refuses to keep and to move dates at once", () => {
    const both = [
      "retainLongitudinalTemporalInformationFullDates",
      "retainLongitudinalTemporalInformationModifiedDates",
    ];
    expect(faultsOf(JSON.stringify({ options: both }))[0]).to.match(/^p\.yaml: options is .* only one of /);
  });

  it("says which kind of text a file is not", () => {
    expect(faultsOf("{,}", "p.json")[0]).to.match(/^p\.json: not JSON: /);
    expect(faultsOf("a: [")[0]).to.match(/^p\.yaml: not YAML: /);
    expect(faultsOf("")[0]).to.equal("p.yaml: the policy is null; it may be a mapping of fields");
    expect(faultsOf("- 1")[0]).to.match(/^p\.yaml: the policy is \[1\]; /);
  });
});
