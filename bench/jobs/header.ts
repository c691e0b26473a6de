import { dcmdump } from "../peers/nativeTools";
import type { Toolbox } from "../peers/toolbox";
import { ratio, type Job } from "./job";

const NODE = "node reads the bytes";
const ENGINE = "dicom/";
const DICOM_PARSER = "dicom-parser";

/** Every element of the header of a CT file indexed. */
export function ctHeaderJob(toolbox: Toolbox): Job {
  return headerJob(toolbox, {
    id: "ct-header",
    title: "Header of a CT file (222 elements), first 64 KiB",
    files: toolbox.files.ctFiles,
    operation: "headerOfStart",
    target: { text: "header of a CT file: CPU over dicom-parser's", limit: 1 },
  });
}

/** Every element of 500 per-frame items indexed. */
export function mrHeaderJob(toolbox: Toolbox): Job {
  return headerJob(toolbox, {
    id: "mr-header",
    title: "Header of the enhanced MR file (500 frames, 20,187 elements)",
    files: toolbox.files.mrFiles,
    operation: "header",
    target: { text: "header with 500 per-frame items: CPU over dicom-parser's", limit: 0.5 },
  });
}

interface HeaderFiles {
  readonly id: string;
  readonly title: string;
  readonly files: readonly string[];
  readonly operation: "header" | "headerOfStart";
  readonly target: { readonly text: string; readonly limit: number };
}

/** Libraries in a process that has warmed up. */
function headerJob(toolbox: Toolbox, { id, title, files, operation, target }: HeaderFiles): Job {
  return {
    id,
    title,
    files: files.length,
    baseline: NODE,
    contestants: [
      toolbox.library(NODE, "node", operation, files, true),
      toolbox.library(ENGINE, "engine", operation, files, true),
      toolbox.library(DICOM_PARSER, "dicomParser", operation, files, true),
      toolbox.library("dcmjs", "dcmjs", operation, files, true),
      toolbox.pydicom("header", files, true),
      dcmdump(files),
    ],
    targets: [{ ...target, measure: ratio("cpuMs", ENGINE, DICOM_PARSER), unit: "×" }],
  };
}
