import { expect } from "chai";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLogTail, type LogTail } from "../../../../src/local/functions/logTail";

describe("openLogTail", () => {
  let directory: string;
  let path: string;
  let tail: LogTail;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "log-tail-"));
    path = join(directory, "a.log");
    writeFileSync(path, "of an earlier run\n");
    tail = openLogTail(path);
  });
  afterEach(() => {
    tail.close();
    rmSync(directory, { recursive: true });
  });

  it("answers what was appended since, once", () => {
    appendFileSync(path, "one\ntwo\n");
    expect(tail.readLines()).to.deep.equal(["one", "two"]);
    expect(tail.readLines()).to.deep.equal([]);
  });

  it("keeps a line that has no end yet, also in the midst of a letter", () => {
    const line = Buffer.from("grün\n");
    appendFileSync(path, line.subarray(0, 3));
    expect(tail.readLines()).to.deep.equal([]);
    appendFileSync(path, line.subarray(3));
    expect(tail.readLines()).to.deep.equal(["grün"]);
  });
});
