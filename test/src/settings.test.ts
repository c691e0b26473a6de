import { expect } from "chai";
import { InvalidSettingsError, parseSettings, requireSetting } from "../../src/settings";
import { SETTINGS } from "./handlers/support/settings";

describe("parseSettings", () => {
  it("answers settings that fit, with the policy's defaults filled in", () => {
    expect(parseSettings({ ...SETTINGS, deidPolicy: {} }).deidPolicy).to.deep.equal({
      profile: "basic",
      options: [],
      rules: [],
    });
  });

  it("names the fields that are wrong or missing, and not their values", () => {
    const wrong = { ...SETTINGS, rawBucketName: 4711, environment: undefined };
    expect(() => parseSettings(wrong)).to.throw(
      InvalidSettingsError,
      /^settings: wrong or missing: environment, rawBucketName$/,
    );
  });

  it("refuses fields that it does not know, which a typing error makes", () => {
    expect(() => parseSettings({ ...SETTINGS, rawBucket: "x" })).to.throw(InvalidSettingsError, /rawBucket/);
  });

  it("asks for a setting that only some functions have", () => {
    expect(requireSetting(SETTINGS, "hmacKeyArn")).to.equal(SETTINGS.hmacKeyArn);
    const without = { ...SETTINGS, hmacKeyArn: undefined };
    expect(() => requireSetting(without, "hmacKeyArn")).to.throw(InvalidSettingsError, "missing: hmacKeyArn");
  });
});
