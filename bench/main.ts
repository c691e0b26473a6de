/** The bench, docs/benchmarks.md: writes its files, measures job by job, prints Markdown, and removes the files. */
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeFiles } from "./generate/writeFiles";
import { coldStartJob } from "./jobs/coldStart";
import { ctDeidentifyJob } from "./jobs/deidentifyCt";
import { largeDeidentifyJob } from "./jobs/deidentifyLarge";
import { manyDeidentifyJob } from "./jobs/deidentifyMany";
import { mrDeidentifyJob } from "./jobs/deidentifyMr";
import { ctHeaderJob, mrHeaderJob } from "./jobs/header";
import type { Job } from "./jobs/job";
import { loadJob } from "./jobs/load";
import { ctValidateJob, mrValidateJob } from "./jobs/validate";
import { policiesJob } from "./jobs/policies";
import { measureJob, type Row } from "./measure/measureJob";
import { HELP, parseOptions, type Options } from "./options";
import { Toolbox } from "./peers/toolbox";
import { formatJob, formatMachine, formatTargets } from "./report";

async function main(): Promise<number> {
  let options: Options | "help";
  try {
    options = parseOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : "wrong usage"}\n`);
    process.stderr.write("npm run bench -- --help says what there is\n");
    return 2;
  }
  if (options === "help") {
    process.stdout.write(HELP);
    return 0;
  }
  await measureAll(options);
  return 0;
}

async function measureAll({ runs, only, ctFiles, largeFrames, folder: parent }: Options): Promise<void> {
  const folder = await mkdtemp(join(parent, "bench-"));
  process.once("SIGINT", () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  });
  try {
    process.stderr.write(`writing the files below ${folder}\n`);
    const toolbox = new Toolbox(await writeFiles(folder, { ctFiles, largeFrames }));
    const measured: { job: Job; rows: readonly Row[] }[] = [];
    for (const job of jobsOf(toolbox, await coldStartJob(folder), only)) {
      process.stderr.write(`measuring ${job.id}\n`);
      const rows = await measureJob(job, runs);
      measured.push({ job, rows });
      process.stdout.write(`${formatJob(job, rows)}\n\n`);
    }
    process.stdout.write(`${formatTargets(measured)}${formatMachine(runs)}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function jobsOf(toolbox: Toolbox, coldStart: Job, only: Options["only"]): readonly Job[] {
  const jobs = [
    loadJob(),
    coldStart,
    ctHeaderJob(toolbox),
    mrHeaderJob(toolbox),
    ctDeidentifyJob(toolbox),
  ].concat(
    manyDeidentifyJob(toolbox),
    policiesJob(toolbox),
    mrDeidentifyJob(toolbox),
    largeDeidentifyJob(toolbox),
    ctValidateJob(toolbox),
    mrValidateJob(toolbox),
  );
  const unknown = only?.find((id) => !jobs.some((job) => job.id === id));
  if (unknown !== undefined) throw new Error(`--only knows ${jobs.map(({ id }) => id).join(", ")}`);
  return jobs.filter(({ id }) => !only || only.includes(id));
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : "the bench failed"}\n`);
    process.exitCode = 1;
  },
);
