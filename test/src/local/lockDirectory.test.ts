import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalStartError } from "../../../src/local/localStartError";
import { lockDirectory } from "../../../src/local/lockDirectory";

describe("lockDirectory", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "lock-"));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it("lets one in until it releases", () => {
    const release = lockDirectory(directory);
    expect(() => lockDirectory(directory))
      .to.throw(LocalStartError)
      .with.property("code", "DATA_IN_USE");
    release();
    lockDirectory(directory)();
  });

  it("takes over from a process that is gone", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    await writeFile(join(directory, "lock"), String(pid));
    lockDirectory(directory)();
  });

  it("takes over a lock that nobody has touched for long, though a process has its id", async () => {
    const path = join(directory, "lock");
    await writeFile(path, String(process.ppid));
    expect(() => lockDirectory(directory)).to.throw(LocalStartError);
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(path, longAgo, longAgo);
    lockDirectory(directory)();
  });
});
