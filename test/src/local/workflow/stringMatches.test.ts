import { expect } from "chai";
import { stringMatches } from "../../../../src/local/workflow/stringMatches";

describe("StringMatches of the local state machine runner", () => {
  for (const [pattern, text, matches] of [
    ["*.dcm", "in/a.dcm", true],
    ["*.dcm", ".dcm", true],
    ["*.dcm", "in/\n\r\u2028a.dcm", true],
    ["*.dcm", "in/a.dcm\n", false],
    ["*.dcm", "in/a_dcm", false],
    ["*.dcm", "in/a.DCM", false],
    ["quarantine/*", "quarantine/\n", true],
    ["quarantine/*", "in/quarantine/a", false],
    ["a?c", "abc", false],
    ["a?c", "a?c", true],
    ["[a](b){1}^$+|", "[a](b){1}^$+|", true],
    ["a\\*c", "abc", false],
    ["a\\*c", "a*c", true],
    ["a\\\\*", "a\\b", true],
  ] as const)
    it(`${JSON.stringify(pattern)} ${matches ? "takes" : "does not take"} ${JSON.stringify(text)}`, () =>
      expect(stringMatches(pattern)(text)).to.equal(matches));

  it("takes nothing that is no text", () => expect(stringMatches("*")(1)).to.equal(false));
});
