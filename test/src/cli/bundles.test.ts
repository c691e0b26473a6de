import { expect } from "chai";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

describe("the bundles of the commands", () => {
  const sourcesOf = (bundle: string) => {
    const map = readFileSync(resolve(__dirname, `../../../src/cli/${bundle}.js.map`), "utf8");
    return (JSON.parse(map) as { sources: string[] }).sources;
  };
  const tablesIn = (bundle: string) =>
    sourcesOf(bundle).filter((source) => source.includes("dicom/validate/iod/"));

  it("load the tables of the information objects for `validate` alone", () => {
    expect(tablesIn("validate/run")).to.not.have.length(0);
    for (const command of ["deidentify/run", "deidentify/worker", "deidentify/dryRun", "dump/run"])
      expect(tablesIn(command), command).to.deep.equal([]);
  });
});
