import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

describe("the bundle of the engine", () => {
  it("is ASCII, which is read and compiled faster", () => {
    const bundle = readFileSync(join(resolve(__dirname, "../.."), "engine/index.js"), "latin1");
    const other = Array.from(bundle).find((character) => character > "\x7f");
    expect(other).to.equal(undefined);
  });
});
