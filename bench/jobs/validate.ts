import type { Toolbox } from "../peers/toolbox";
import { ratio, type Job, type Target } from "./job";

const READ = "dicom/ reads";
const VALIDATE = "dicom/ reads and validates";

/** All four levels over the header of a CT file. */
export function ctValidateJob(toolbox: Toolbox): Job {
  return validateJob(toolbox, {
    id: "ct-validate",
    title: "Validate the header of a CT file (222 elements), first 64 KiB",
    files: toolbox.files.ctFiles,
    read: "headerOfStart",
    validate: "validateStart",
    target: {
      text: "read and validate the header of a CT file: CPU over reading it",
      measure: ratio("cpuMs", VALIDATE, READ),
      unit: "×",
      limit: 3,
    },
  });
}

/** All four levels over 500 per-frame items. */
export function mrValidateJob(toolbox: Toolbox): Job {
  return validateJob(toolbox, {
    id: "mr-validate",
    title: "Validate the enhanced MR file (500 frames, 20,187 elements)",
    files: toolbox.files.mrFiles,
    read: "header",
    validate: "validate",
    target: {
      text: "read and validate the enhanced MR file: CPU",
      measure: (row) => row(VALIDATE)?.cpuMs,
      unit: "ms",
      limit: 150,
    },
  });
}

interface ValidatedFiles {
  readonly id: string;
  readonly title: string;
  readonly files: readonly string[];
  readonly read: "header" | "headerOfStart";
  readonly validate: "validate" | "validateStart";
  readonly target: Target;
}

/** In a process that has warmed up. */
function validateJob(toolbox: Toolbox, { id, title, files, read, validate, target }: ValidatedFiles): Job {
  return {
    id,
    title,
    files: files.length,
    baseline: READ,
    contestants: [
      toolbox.library(READ, "engine", read, files, true),
      toolbox.library(VALIDATE, "engine", validate, files, true),
    ],
    targets: [target],
  };
}
