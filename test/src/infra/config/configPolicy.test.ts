import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plainDeidPolicy } from "../../../../src/infra/config/plainDeidPolicy";
import { parseSettings } from "../../../../src/settings";
import * as stackConfig from "../../../support/pulumi/stackConfig";
import { SETTINGS } from "../../handlers/support/settings";

describe("stack configuration, deidPolicy", () => {
  let projectRoot: string;
  before(() => (projectRoot = mkdtempSync(join(tmpdir(), "stack-config-"))));
  after(() => rmSync(projectRoot, { recursive: true }));
  const configOf = (values: Record<string, string>) => stackConfig.configOf(values, { projectRoot });
  const problemsOf = (values: Record<string, string>) => stackConfig.problemsOf(values, { projectRoot });

  const policy = (content: string) => {
    writeFileSync(join(projectRoot, "policy.yaml"), content);
    return { deidPolicy: "policy.yaml" };
  };

  it("is a YAML file beside Pulumi.yaml", () =>
    expect(
      configOf(
        policy(`
options: [retainUids]
rules:
- { attribute: PatientComments, action: D, value: removed }
`),
      ).deidPolicy,
    ).to.deep.equal({
      profile: "basic",
      options: ["retainUids"],
      rules: [{ attribute: "PatientComments", action: "D", value: "removed" }],
    }));

  it("goes to the functions with all of its fields", () => {
    const whole = configOf(
      policy(`
preset: strict
options: [retainUids]
rules: [{ attribute: PatientComments, action: D, value: removed }]
pixels: { rules: [{ manufacturer: ACME, regions: [{ x: 0, y: 0, width: 8, height: 8 }] }] }
`),
    ).deidPolicy;
    expect(whole).to.have.all.keys("profile", "preset", "options", "rules", "pixels");
    const settings = parseSettings({ ...SETTINGS, deidPolicy: plainDeidPolicy(whole) });
    expect(settings.deidPolicy).to.deep.equal(whole);
  });

  it("is a JSON file as well", () =>
    expect(configOf(policy('{"profile":"basic","options":["retainUids"]}')).deidPolicy).to.deep.equal({
      profile: "basic",
      options: ["retainUids"],
      rules: [],
    }));

  it("is refused with the place of each mistake in it", () => {
    const problems = problemsOf(
      policy(
        "profile: best\noptions: [cleanPixels]\nrules: [{ attribute: PatientName, action: Q }]\nextra: 1\n",
      ),
    );
    const begins = 'pipeline:deidPolicy is "policy.yaml"; policy.yaml: ';
    expect(problems).to.have.length(4);
    expect(problems[0]).to.equal(`${begins}profile is "best"; it may be basic`);
    expect(problems[1]).to.match(/options\[0\] is "cleanPixels"; it may be one of cleanPixelData, /);
    expect(problems[2]).to.equal(`${begins}rules[0].action is "Q"; it may be one of D, Z, X, K, U`);
    expect(problems[3]).to.equal(`${begins}extra is not a field of a policy`);
  });

  it("is refused where the file is not there, or is no YAML", () => {
    expect(problemsOf({ deidPolicy: "none.yaml" })).to.deep.equal([
      'pipeline:deidPolicy is "none.yaml"; it may be the path of a policy file that can be read (ENOENT)',
    ]);
    expect(problemsOf(policy("a: [1"))[0]).to.match(
      /^pipeline:deidPolicy is "policy.yaml"; policy.yaml: not YAML: /,
    );
  });

  it("is refused where the file is empty", () => expect(problemsOf(policy("")).length).to.equal(1));
});
