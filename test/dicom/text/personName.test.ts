import { expect } from "chai";
import fc from "fast-check";
import { formatPersonName, parsePersonName, splitPersonName } from "../../../dicom/text/personName";

const missing = { familyName: "", givenName: "", middleName: "", prefix: "", suffix: "" };

describe("person names", () => {
  it("have five components in each of three groups", () => {
    expect(parsePersonName("Yamada^Tarou^M^Dr^Jr=山田^太郎=やまだ^たろう")).to.deep.equal({
      alphabetic: { familyName: "Yamada", givenName: "Tarou", middleName: "M", prefix: "Dr", suffix: "Jr" },
      ideographic: { ...missing, familyName: "山田", givenName: "太郎" },
      phonetic: { ...missing, familyName: "やまだ", givenName: "たろう" },
    });
  });

  it("may lack groups and components", () => {
    expect(parsePersonName("")).to.deep.equal({
      alphabetic: undefined,
      ideographic: undefined,
      phonetic: undefined,
    });
    expect(parsePersonName("^Jane").alphabetic).to.deep.equal({ ...missing, givenName: "Jane" });
    expect(parsePersonName("=山田").ideographic).to.deep.equal({ ...missing, familyName: "山田" });
    expect(splitPersonName("=山田")).to.deep.equal(["", "山田", ""]);
  });

  it("keep what is beyond the standard in the last component and group", () => {
    expect(parsePersonName("a^b^c^d^e^f").alphabetic?.suffix).to.equal("e^f");
    expect(splitPersonName("a=b=c=d")).to.deep.equal(["a", "b", "c=d"]);
  });

  it("are written without trailing delimiters", () => {
    expect(formatPersonName(parsePersonName("Doe^Jane^^^="))).to.equal("Doe^Jane");
    expect(formatPersonName(parsePersonName("==やまだ^"))).to.equal("==やまだ");
  });

  it("are read back as they were written", () => {
    const component = fc.string().map((text) => text.replace(/[\^=\s]/g, ""));
    const group = fc.option(
      fc
        .record({
          familyName: component,
          givenName: component,
          middleName: component,
          prefix: component,
          suffix: component,
        })
        .filter((parts) => Object.values(parts).some((part) => part !== "")),
      { nil: undefined },
    );
    fc.assert(
      fc.property(fc.record({ alphabetic: group, ideographic: group, phonetic: group }), (name) => {
        expect(parsePersonName(formatPersonName(name))).to.deep.equal(name);
      }),
    );
  });
});
