import { createHash } from "node:crypto";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createDeidentificationKey } from "../../dicom";
import { buildCorpus } from "../../tools/leaks/corpus/corpus";
import { KEY } from "../../tools/leaks/corpus/fileBuilder";
import type { CorpusFile } from "../../tools/leaks/corpus/plant";
import { ours } from "../../tools/leaks/engines/ours";
import { policiesToRun } from "../../tools/leaks/policies";
import { filesIn } from "../support/cli/outputFiles";
import { runCli } from "../support/cli/runCli";

const OTHER_KEY = createDeidentificationKey(Buffer.alloc(32, "other"));

describe("a de-identification of the planted corpus", function () {
  this.timeout(120_000);
  let corpus: readonly CorpusFile[];

  before(async () => {
    corpus = await buildCorpus("quick");
  });

  /** Digests by file of what one run makes of the files, in the order given. */
  async function digests(files: readonly CorpusFile[], policyName: string, key = KEY) {
    const engine = ours(
      policiesToRun().policies.find(({ name }) => name === policyName)!,
      key,
    );
    const found = new Map<string, string>();
    for (const file of files) {
      const { output, refused = "" } = await engine.run(file);
      const digest = output && createHash("sha256").update(output).digest("hex");
      found.set(file.name, digest ?? refused);
    }
    return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  for (const { name } of policiesToRun().policies) {
    it(`gives the same bytes in every run and order (${name})`, async () => {
      const forwards = await digests(corpus, name);
      expect(Object.values(forwards).filter((digest) => digest.length === 64).length).to.be.greaterThan(30);
      expect(await digests([...corpus].reverse(), name)).to.deep.equal(forwards);
    });
  }

  it("gives other bytes for another key, for every file that comes out", async () => {
    const [one, other] = [await digests(corpus, "default"), await digests(corpus, "default", OTHER_KEY)];
    const same = Object.keys(one).filter((name) => one[name] === other[name] && one[name]?.length === 64);
    expect(same).to.deep.equal([]);
  });

  it("gives the same files for any --jobs, in any order of the paths", async () => {
    const folder = await mkdtemp(join(tmpdir(), "determinism-"));
    try {
      const key = join(folder, "key");
      await writeFile(key, Buffer.alloc(32, 9));
      await mkdir(join(folder, "in"));
      const paths = corpus.map(({ name }) => join(folder, "in", `${name}.dcm`));
      for (const [index, { bytes }] of corpus.entries()) await writeFile(paths[index]!, bytes);
      const run = async (name: string, jobs: string, inputs: readonly string[]) => {
        const out = join(folder, name);
        await runCli("deidentify", ...inputs, "--out", out, "--key-file", key, "--jobs", jobs);
        return filesIn(out);
      };
      const one = await run("one", "1", paths);
      expect(one.size).to.be.greaterThan(30);
      expect(await run("four", "4", [...paths].reverse())).to.deep.equal(one);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
