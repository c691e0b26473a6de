import type { Toolbox } from "../peers/toolbox";
import { ratio, type Job } from "./job";

const READ = "dicom/ reads";
const VALIDATE = "dicom/ reads and validates";

/** All four levels over the header of a CT file. */
export function ctValidateJob(toolbox: Toolbox): Job {
  const files = toolbox.files.ctFiles;
  return {
    id: "ct-validate",
    title: "Validate the header of a CT file (222 elements), first 64 KiB",
    files: files.length,
    baseline: READ,
    contestants: [
      toolbox.library(READ, "engine", "headerOfStart", files, true),
      toolbox.library(VALIDATE, "engine", "validateStart", files, true),
    ],
    targets: [
      {
        text: "read and validate the header of a CT file: CPU over reading it",
        measure: ratio("cpuMs", VALIDATE, READ),
        unit: "×",
        limit: 3,
      },
    ],
  };
}

/** All four levels over 500 per-frame items. */
export function mrValidateJob(toolbox: Toolbox): Job {
  const files = toolbox.files.mrFiles;
  return {
    id: "mr-validate",
    title: "Validate the enhanced MR file (500 frames, 20,187 elements)",
    files: files.length,
    baseline: READ,
    contestants: [
      toolbox.library(READ, "engine", "header", files, true),
      toolbox.library(VALIDATE, "engine", "validate", files, true),
    ],
    targets: [
      {
        text: "read and validate the enhanced MR file: CPU",
        measure: (row) => row(VALIDATE)?.cpuMs,
        unit: "ms",
        limit: 150,
      },
    ],
  };
}
