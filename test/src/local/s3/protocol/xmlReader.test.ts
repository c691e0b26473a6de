import { expect } from "chai";
import * as fc from "fast-check";
import { element, formatDocument } from "../../../../../src/local/s3/protocol/xml";
import { parseXml } from "../../../../../src/local/s3/protocol/xmlReader";

describe("parseXml", () => {
  it("reads back any text that was written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const root = parseXml(formatDocument(element("A", [element("B", text)])));
        expect(root.children[0]?.text).to.equal(text);
      }),
    );
  });

  it("passes over prologue, comments, attributes and namespaces", () => {
    const root = parseXml(
      '<?xml version="1.0"?><!-- a --><x:A xmlns:x="u" b="c"><B/><C><![CDATA[<&]]></C></x:A>',
    );
    expect([root.name, root.children.map(({ name, text }) => [name, text])]).to.deep.equal([
      "A",
      [
        ["B", ""],
        ["C", "<&"],
      ],
    ]);
  });

  const wrong = [
    "",
    "text",
    "<A>",
    "<A></B>",
    "</A>",
    "<A/><B/>",
    "<A>&unknown;</A>",
    "<A>a & b</A>",
    '<!DOCTYPE a [<!ENTITY x "y">]><A>&x;</A>',
    "<A>".repeat(40) + "</A>".repeat(40),
  ];
  for (const document of wrong)
    it(`refuses ${JSON.stringify(document.slice(0, 40))}`, () => {
      expect(() => parseXml(document))
        .to.throw()
        .with.property("code", "MalformedXML");
    });
});
