/** `npm run fuzz`; see `HELP`. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { endWith, optionsOrStatus } from "../command";
import { readFixtures } from "./corpus";
import { inputOf } from "./fuzz";
import { HELP, parseOptions, type Options } from "./options";
import type { Finding } from "./protocol";
import { supervise } from "./supervise";

async function main(): Promise<number> {
  const options = optionsOrStatus("fuzz", HELP, parseOptions);
  if (typeof options === "number") return options;
  const { seed, firstRun, endRun, corpus, jobs } = options;
  const fixtures = await readFixtures(corpus);
  const start = Date.now();
  const { findings, slowest, peakMebibytes } = await supervise({
    ...options,
    timeoutMilliseconds: options.timeoutSeconds * 1000,
    childPath: join(__dirname, "child.js"),
    onFinding: ({ run, kind }) => console.log(`run ${run}: ${kind}`),
  });
  console.log(
    `${endRun - firstRun} inputs from ${fixtures.length} files, seed ${seed}, ${jobs} at once: ${findings.length} findings, ` +
      `${Math.round((Date.now() - start) / 1000)} s, peak memory of a process ${Math.round(peakMebibytes)} MiB, ` +
      `slowest input ${slowest.milliseconds.toFixed(0)} ms (run ${slowest.run})`,
  );
  for (const finding of findings) {
    const { name, bytes } = inputOf({ seed, fixtures }, finding.run);
    await keep(finding, name, bytes, options);
  }
  return findings.length > 0 ? 1 : 0;
}

async function keep(
  { run, kind, texts }: Finding,
  fixture: string,
  bytes: Uint8Array,
  { seed, corpus, out }: Options,
): Promise<void> {
  await mkdir(out, { recursive: true });
  const path = join(out, `seed-${seed}-run-${run}.dcm`);
  await writeFile(path, bytes);
  const same = corpus === undefined ? "" : ` --corpus ${JSON.stringify(corpus)}`;
  console.log(`\n${path}: ${kind}, from ${fixture}; again with --seed ${seed} --run ${run}${same}`);
  for (const text of texts) console.log(text);
}

endWith(main());
