import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { POLICY_OPTIONS } from "../../dicom";
import { confidentialityRows } from "../../dicom/deidentify/rules/confidentiality";
import { WARNING_KINDS } from "../../dicom/validate/encoding/readingKinds";
import { FINDING_KINDS, kindOf } from "../../dicom/validate/findingCodes";
import { JSON_SCHEMAS } from "../../tools/conformance/jsonSchemas";
import { findingCodesPage } from "../../tools/conformance/findingCodes";
import { conformanceStatement } from "../../tools/conformance/statement";

const PAGE = join(resolve(__dirname, "../../.."), "docs", "conformance.md");

describe("the conformance statement", () => {
  const statement = conformanceStatement();

  it("is what the tables give that the engine runs on; `npm run conformance` writes it", async () => {
    const page = (await readFile(PAGE, "utf8")).split("\n");
    const lines = statement.split("\n");
    const different = lines.findIndex((line, index) => line !== page[index]);
    expect(page[different], "docs/conformance.md: run `npm run conformance`").to.equal(lines[different]);
    expect(page.length).to.equal(lines.length);
  });

  it("has another code of CID 7050 for each option", () => {
    const codes = statement.match(/(?<=^\| (clean|retain)\w+ \| )\d+(?= \|)/gm) ?? [];
    expect(codes).to.have.length(POLICY_OPTIONS.length);
    expect(new Set(codes)).to.have.property("size", POLICY_OPTIONS.length);
    expect(codes).not.to.include("113100");
  });

  it("has every row of the table, and says of each what is done", () => {
    const rows =
      statement.slice(statement.indexOf("## Table E.1-1")).match(/^\| [0-9a-zA-Z]{3,4},.*$/gm) ?? [];
    expect(rows).to.have.length(confidentialityRows().length);
    for (const row of rows) expect(row.split(" | ")[3], row).to.match(/^[a-zA-Z]/);
    expect(rows.find((row) => row.includes("0018,700C"))).to.match(
      /X\/D .*retainDeviceIdentity K: kept if a date.*ModifiedDates C: date moved, else/,
    );
  });
});

describe("the page of finding codes", () => {
  const page = findingCodesPage();

  it("is what the tables give that the validation runs on; `npm run conformance` writes it", async () => {
    const written = await readFile(join(resolve(__dirname, "../../.."), "docs", "finding-codes.md"), "utf8");
    expect(written, "docs/finding-codes.md: run `npm run conformance`").to.equal(page);
  });

  it("has every code once", () => {
    const codes = page.match(/(?<=^\| `)[A-Z_]+(?=`)/gm) ?? [];
    expect(codes).to.have.members([...Object.keys(WARNING_KINDS), ...Object.keys(FINDING_KINDS)]);
  });
});

describe("the JSON schemas of the documents", () => {
  for (const [path, make] of Object.entries(JSON_SCHEMAS))
    it(`are those of the program's own schemas: ${path}; \`npm run conformance\` writes it`, async () => {
      const written = await readFile(join(resolve(__dirname, "../../.."), path), "utf8");
      expect(written, `${path}: run \`npm run conformance\``).to.equal(make());
    });

  it("propose every code to whoever writes a validation policy, and no other", () => {
    const schema = JSON.parse(JSON_SCHEMAS["docs/schemas/validation-policy.schema.json"]!()) as {
      properties: { codes: { propertyNames: { enum: string[] } } };
    };
    const codes = [...Object.keys(WARNING_KINDS), ...Object.keys(FINDING_KINDS)];
    expect(schema.properties.codes.propertyNames.enum).to.have.members(codes);
    for (const code of codes) expect(kindOf(code), code).to.not.equal(undefined);
  });
});
