import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseSettings } from "../../../../src/settings";
import { VALIDATION_PRESETS } from "../../../../src/validationPolicy";
import * as stackConfig from "../../../support/pulumi/stackConfig";
import { SETTINGS } from "../../handlers/support/settings";

describe("stack configuration, validation", () => {
  let projectRoot: string;
  before(() => (projectRoot = mkdtempSync(join(tmpdir(), "stack-config-"))));
  after(() => rmSync(projectRoot, { recursive: true }));
  const configOf = (validation: string) => stackConfig.configOf({ validation }, { projectRoot }).validation;
  const problemsOf = (validation: string) => stackConfig.problemsOf({ validation }, { projectRoot });

  const policy = (content: string) => {
    writeFileSync(join(projectRoot, "validation.yaml"), content);
    return "validation.yaml";
  };

  it("is the name of a preset", () => {
    for (const preset of VALIDATION_PRESETS) expect(configOf(preset)).to.deep.equal({ preset, codes: {} });
  });

  it("is a file beside Pulumi.yaml, and goes to the functions", () => {
    const validationPolicy = configOf(policy("preset: standard\ncodes: { INVALID_UID: reject }\n"));
    expect(validationPolicy).to.deep.equal({ preset: "standard", codes: { INVALID_UID: "reject" } });
    expect(parseSettings({ ...SETTINGS, validationPolicy }).validationPolicy).to.deep.equal(validationPolicy);
  });

  it("is refused with the place of each mistake in it", () => {
    const begins = 'pipeline:validation is "validation.yaml"; validation.yaml: ';
    expect(problemsOf(policy("preset: kind\ncodes: { INVALID_UID: ignore }\nrules: []\n"))).to.deep.equal([
      `${begins}preset is "kind"; it may be one of lenient, standard, strict`,
      `${begins}codes.INVALID_UID is "ignore"; it may be one of reject, hold, pass`,
      `${begins}rules is not a field of a policy`,
    ]);
    expect(problemsOf(policy("codes: { INVALID_ID: hold, TRUNCATED_PIXEL_DATA: pass }\n"))).to.deep.equal([
      `${begins}codes.INVALID_ID is no code of docs/finding-codes.md`,
      `${begins}codes.TRUNCATED_PIXEL_DATA is always rejected: no output can be made of such an object`,
    ]);
  });

  it("is said what it may be where it is neither a preset nor a file", () => {
    for (const value of ["none.yaml", "hard"])
      expect(problemsOf(value)).to.deep.equal([
        `pipeline:validation is "${value}"; it may be one of lenient, standard, strict, or the path of a policy file that can be read (ENOENT)`,
      ]);
  });
});
