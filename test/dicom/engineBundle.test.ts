import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

describe("the bundle of the engine", () => {
  const ENGINE = join(resolve(__dirname, "../.."), "engine");
  const tablesIn = (bundle: string) => {
    const { sources } = JSON.parse(readFileSync(join(ENGINE, `${bundle}.map`), "utf8")) as {
      sources: string[];
    };
    return sources.filter((source) => source.includes("dicom/validate/iod/"));
  };

  it("leaves validation, and the tables that it loads, to a bundle of its own", () => {
    expect(tablesIn("index.js")).to.deep.equal([]);
    expect(tablesIn("validate/index.js")).to.not.have.length(0);
  });

  it("is ASCII, which is read and compiled faster", () => {
    const bundle = readFileSync(join(ENGINE, "index.js"), "latin1");
    const other = Array.from(bundle).find((character) => character > "\x7f");
    expect(other).to.equal(undefined);
  });
});
