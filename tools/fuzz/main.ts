/**
 * `npm run fuzz -- [--runs 100000] [--seed N] [--corpus DIR] [--out DIR]`: mutates the files that our writer makes, and
 * those below a folder, and takes each through the engine and the validation. Inputs that end in anything but a typed
 * error are written below `--out` (`.local/fuzz`), with their seed and run. The same seed gives the same inputs.
 */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { writeFixtures, type Fixture } from "./fixtures";
import { fuzz, type FuzzFailure } from "./fuzz";

/** Mutating large files takes time and finds nothing: their headers are small. */
const LARGEST_FILE_BYTES = 256 * 1024;

const MIB = 1024 * 1024;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "100000" },
      seed: { type: "string", default: "1" },
      corpus: { type: "string" },
      out: { type: "string", default: ".local/fuzz" },
    },
  });
  const [runs, seed] = [Number(values.runs), Number(values.seed)];
  if (!Number.isSafeInteger(runs) || !Number.isSafeInteger(seed)) {
    console.error("--runs and --seed are whole numbers");
    return 2;
  }
  const fixtures = await writeFixtures();
  if (values.corpus !== undefined) fixtures.push(...(await readCorpus(values.corpus)));
  let peakBytes = 0;
  const start = Date.now();
  const { failures, slowest } = await fuzz({
    seed,
    runs,
    fixtures,
    onRun: (run) => {
      if (run % 1000 === 0) peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
    },
  });
  console.log(
    `${runs} runs over ${fixtures.length} files, seed ${seed}: ${failures.length} failures, ${Math.round((Date.now() - start) / 1000)} s, ` +
      `peak memory ${Math.round(peakBytes / MIB)} MiB, slowest ${slowest.milliseconds.toFixed(0)} ms (run ${slowest.run}, ${slowest.fixture})`,
  );
  for (const failure of failures) await keep(failure, seed, values.out);
  return failures.length > 0 ? 1 : 0;
}

async function readCorpus(folder: string): Promise<Fixture[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.sort().map(async (path) => ({ name: basename(path), bytes: await readFile(path) })),
  );
  return files.filter(({ bytes }) => bytes.length > 0 && bytes.length <= LARGEST_FILE_BYTES);
}

async function keep(
  { run, fixture, bytes, errors }: FuzzFailure,
  seed: number,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `seed-${seed}-run-${run}.dcm`);
  await writeFile(path, bytes);
  console.log(`${path} (from ${fixture})`);
  for (const error of errors) console.log(error);
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
