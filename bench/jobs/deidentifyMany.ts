import type { Toolbox } from "../peers/toolbox";
import { ratio, type Job } from "./job";

const ONE_JOB = "deidentify --jobs 1";
const TWO_JOBS = "deidentify --jobs 2";

/** A folder that takes seconds: each thread compiles the code for itself, which a short run pays for and hardly uses. */
export function manyDeidentifyJob(toolbox: Toolbox): Job {
  const { manyFiles, manyFolder } = toolbox.files;
  return {
    id: "many-deidentify",
    title: `De-identify a folder of ${manyFiles} CT files`,
    files: manyFiles,
    baseline: ONE_JOB,
    contestants: [
      toolbox.commandLine(ONE_JOB, manyFolder, 1, "--keep-names"),
      toolbox.commandLine(TWO_JOBS, manyFolder, 2, "--keep-names"),
    ],
    targets: [
      {
        text: "folder mode: one job's time over two jobs'",
        measure: ratio("wallMs", ONE_JOB, TWO_JOBS),
        unit: "×",
        limit: 1.7,
        atLeast: true,
      },
    ],
  };
}
