import { expect } from "chai";
import { PolicyError } from "../../src/policyFile";
import { parseValidationPolicy } from "../../src/validationPolicyFile";

describe("parseValidationPolicy", () => {
  const faultsOf = (text: string, fileName = "p.json") => {
    try {
      parseValidationPolicy(text, fileName);
    } catch (error) {
      if (error instanceof PolicyError) return error.message.split("\n");
      throw error;
    }
    return [];
  };

  it("reads the same policy from JSON and from YAML", () => {
    const policy = { preset: "standard", codes: { INVALID_UID: "reject" } } as const;
    expect(parseValidationPolicy(JSON.stringify(policy, null, "\t"), "p.json")).to.deep.equal(policy);
    expect(parseValidationPolicy("preset: standard\ncodes: { INVALID_UID: reject }", "p.yaml")).to.deep.equal(
      policy,
    );
  });

  it("refuses names that every object has", () => {
    for (const name of ["__proto__", "constructor", "prototype", "toString"]) {
      const fault = name === "toString" ? "no code of docs/finding-codes.md" : "not a field of a policy";
      expect(faultsOf(`{"codes":{"${name}":"reject"}}`)).to.deep.equal([`p.json: codes.${name} is ${fault}`]);
      expect(faultsOf(`codes: { ${name}: reject }`, "p.yaml")).to.have.length(1);
      expect(faultsOf(`{"${name}":"reject"}`), name).to.deep.equal([
        `p.json: ${name} is not a field of a policy`,
      ]);
    }
  });

  it("refuses a list where a mapping should be", () => {
    expect(faultsOf('{"codes":[]}')).to.deep.equal(["p.json: codes is []; it may be a mapping of fields"]);
    expect(faultsOf("codes: []", "p.yaml")).to.deep.equal([
      "p.yaml: codes is []; it may be a mapping of fields",
    ]);
    expect(faultsOf('{"codes":["INVALID_UID"]}')).to.have.length(1);
    for (const list of ["[]", '["lenient"]'])
      expect(faultsOf(list)).to.deep.equal([`p.json: the policy is ${list}; it may be a mapping of fields`]);
  });

  it("refuses a key that is there twice, in JSON as in YAML", () => {
    const twice = '{"codes":{"INVALID_UID":"reject","INVALID_\\u0055ID":"pass"}}';
    expect(faultsOf(twice)).to.deep.equal([
      "p.json: not JSON: Map keys must be unique at line 1, column 34:",
    ]);
    expect(faultsOf('{"preset":"strict",\n"preset":"lenient"}')[0]).to.match(/unique at line 2, column 1/);
    expect(faultsOf("preset: strict\npreset: lenient", "p.yaml")[0]).to.match(/^p\.yaml: not YAML: Map keys/);
  });

  it("refuses an anchor that is inside of what it stands for", () => {
    for (const text of ["preset: &a [*a]", "preset: strict\ncodes: &a\n  INVALID_DATE: *a"])
      expect(faultsOf(text, "p.yaml")).to.deep.equal([
        "p.yaml: not YAML: an anchor is inside of what it stands for",
      ]);
  });

  it("takes only JSON under the name of JSON", () => {
    expect(faultsOf("preset: strict")[0]).to.match(/^p\.json: not JSON: /);
    expect(faultsOf("{preset: strict}")[0]).to.match(/^p\.json: not JSON: /);
  });

  it("takes `reject` for what is always rejected, and nothing else", () => {
    const { codes } = parseValidationPolicy("codes: { MISSING_SOP_CLASS_UID: reject }", "p.yaml");
    expect(codes).to.deep.equal({ MISSING_SOP_CLASS_UID: "reject" });
    for (const action of ["hold", "pass"])
      expect(faultsOf(`codes: { MISSING_SOP_CLASS_UID: ${action} }`, "p.yaml")).to.deep.equal([
        "p.yaml: codes.MISSING_SOP_CLASS_UID is always rejected: no output can be made of such an object",
      ]);
  });
});
