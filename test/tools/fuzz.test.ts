import { join } from "node:path";
import { expect } from "chai";
import { HELP, parseOptions } from "../../tools/fuzz/options";
import { PLANTED, tellsPlanted } from "../../tools/fuzz/planted";
import { mutateJson } from "../../tools/fuzz/mutateJson";
import { Random } from "../../tools/fuzz/random";
import type { Finding } from "../../tools/fuzz/protocol";
import { supervise, type Supervision } from "../../tools/fuzz/supervise";

const BROKEN = join(__dirname, "../support/fuzz/brokenChild.js");
const REAL = join(__dirname, "../../tools/fuzz/child.js");

const supervision: Supervision = {
  seed: 1,
  firstRun: 0,
  endRun: 8,
  jobs: 1,
  timeoutMilliseconds: 700,
  memoryMebibytes: 512,
  childPath: BROKEN,
};

describe("the processes that mutated files are given to", () => {
  for (const jobs of [1, 3]) {
    it(`end with whatever an input does to them, and the others are worked on: ${jobs} at once`, async () => {
      const told: Finding[] = [];
      const { findings, peakMebibytes } = await supervise({
        ...supervision,
        jobs,
        onFinding: (finding) => told.push(finding),
      });
      expect(findings.map(({ run, kind }) => [run, kind])).to.deep.equal([
        [2, "timeout"],
        [3, "errors"],
        [4, "crash"],
        [5, "crash"],
        [6, "memory"],
      ]);
      expect(findings[2]?.texts).to.deep.equal(["the process ended: status 9", "four is too much"]);
      expect(findings[3]?.texts).to.deep.equal(["the process ended: SIGTERM"]);
      expect(told).to.have.deep.members([...findings]);
      expect(peakMebibytes).to.equal(100);
    });
  }

  it("are given up where they end before they have begun", async () => {
    const failure = await supervise({ ...supervision, seed: 13 }).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error).with.property("message").that.contains("before its first input");
  });

  it("give up at the memory that they may take, and say at which input", async () => {
    const { findings } = await supervise({
      ...supervision,
      endRun: 2,
      memoryMebibytes: 40,
      childPath: REAL,
      timeoutMilliseconds: 20_000,
    });
    expect(findings.map(({ run }) => run)).to.deep.equal([0, 1]);
    for (const { kind } of findings) expect(kind).to.equal("memory");
  });

  it("find nothing in a few inputs", async () => {
    const { findings, slowest } = await supervise({
      ...supervision,
      firstRun: 100,
      endRun: 120,
      jobs: 2,
      childPath: REAL,
      timeoutMilliseconds: 20_000,
    });
    expect(findings).to.deep.equal([]);
    expect(slowest.run).to.be.within(100, 119);
  });
});

describe("the options of npm run fuzz", () => {
  it("have defaults", () => {
    expect(parseOptions([])).to.include({ seed: 1, firstRun: 0, endRun: 100_000, timeoutSeconds: 10 });
  });

  it("ask for one input of a seed", () => {
    expect(parseOptions(["--seed", "5", "--run", "77"])).to.include({ seed: 5, firstRun: 77, endRun: 78 });
  });

  it("are refused with a sentence that names them", () => {
    for (const [name, value] of [
      ["runs", "0"],
      ["jobs", "x"],
      ["timeout", "0.5"],
      ["memory", "-1"],
    ] as const)
      expect(() => parseOptions([`--${name}=${value}`])).to.throw(`--${name} is a whole number`);
    expect(() => parseOptions(["--rnus", "5"])).to.throw(/rnus/);
  });

  it("are explained, each of them", () => {
    expect(parseOptions(["--help"])).to.equal("help");
    for (const name of ["runs", "seed", "run", "corpus", "out", "jobs", "timeout", "memory"])
      expect(HELP).to.contain(`--${name} `);
  });
});

describe("mutated JSON", () => {
  it("depends on its seed alone, whatever was mutated before", () => {
    const mutants = (seed: number) => {
      const random = new Random(seed);
      return Array.from({ length: 200 }, () => JSON.stringify([mutateJson("no object", random)]));
    };
    const first = mutants(5);
    expect(mutants(5)).to.deep.equal(first);
    expect(mutants(6)).not.to.deep.equal(first);
  });
});

describe("what is planted in mutated files", () => {
  it("is seen in a text, and in a tag of either byte order", () => {
    const [first = ""] = PLANTED.split("^");
    expect(tellsPlanted({ message: `the name ${first} is wrong` })).to.equal(true);
    const bytes = Buffer.from(PLANTED.slice(3, 7), "latin1");
    const bigEndian = bytes.toString("hex").toUpperCase();
    expect(tellsPlanted({ path: `00081140[0].${bigEndian}` })).to.equal(true);
    expect(tellsPlanted({ tag: bytes.swap16().toString("hex").toUpperCase() })).to.equal(true);
  });

  it("is not seen in anything else", () => {
    expect(
      tellsPlanted({ code: "TRUNCATED_ELEMENT", tag: "00100010", path: "00081140[0].00100010" }),
    ).to.equal(false);
    expect(tellsPlanted(undefined)).to.equal(false);
  });
});
