/** The bench, docs/benchmarks.md: writes its files, measures job by job, prints Markdown, and removes the files. */
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeFiles } from "./generate/writeFiles";
import { ctDeidentifyJob } from "./jobs/deidentifyCt";
import { largeDeidentifyJob } from "./jobs/deidentifyLarge";
import { manyDeidentifyJob } from "./jobs/deidentifyMany";
import { mrDeidentifyJob } from "./jobs/deidentifyMr";
import { ctHeaderJob, mrHeaderJob } from "./jobs/header";
import type { Job } from "./jobs/job";
import { loadJob } from "./jobs/load";
import { policiesJob } from "./jobs/policies";
import { measureJob, type Row } from "./measure/measureJob";
import { Toolbox } from "./peers/toolbox";
import { formatJob, formatMachine, formatTargets } from "./report";

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    only: { type: "string", multiple: true },
    "ct-files": { type: "string", default: "600" },
    "large-frames": { type: "string", default: "512" },
    folder: { type: "string", default: tmpdir() },
    install: { type: "boolean" },
  },
});

async function main(): Promise<void> {
  const runs = Number(options.runs);
  const folder = await mkdtemp(join(options.folder, "bench-"));
  process.once("SIGINT", () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  });
  try {
    process.stderr.write(`writing the files below ${folder}\n`);
    const sizes = { ctFiles: Number(options["ct-files"]), largeFrames: Number(options["large-frames"]) };
    const toolbox = new Toolbox(await writeFiles(folder, sizes));
    const measured: { job: Job; rows: readonly Row[] }[] = [];
    for (const job of jobsOf(toolbox)) {
      process.stderr.write(`measuring ${job.id}\n`);
      const rows = await measureJob(job, runs);
      measured.push({ job, rows });
      process.stdout.write(`${formatJob(job, rows)}\n\n`);
    }
    process.stdout.write(`${formatTargets(measured)}\n\n${formatMachine(runs)}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function jobsOf(toolbox: Toolbox): readonly Job[] {
  const jobs = [loadJob(), ctHeaderJob(toolbox), mrHeaderJob(toolbox), ctDeidentifyJob(toolbox)].concat(
    manyDeidentifyJob(toolbox),
    policiesJob(toolbox),
    mrDeidentifyJob(toolbox),
    largeDeidentifyJob(toolbox),
  );
  const { only } = options;
  const unknown = only?.find((id) => !jobs.some((job) => job.id === id));
  if (unknown !== undefined) throw new Error(`--only knows ${jobs.map(({ id }) => id).join(", ")}`);
  return jobs.filter(({ id }) => !only || only.includes(id));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : "the bench failed"}\n`);
  process.exitCode = 1;
});
