import { dcmdump } from "../peers/nativeTools";
import type { Toolbox } from "../peers/toolbox";
import { ratio, type Job } from "./job";

const NODE = "node reads the bytes";
const ENGINE = "dicom/";
const DICOM_PARSER = "dicom-parser";

/** Every element of the header of a CT file indexed, in a process that has warmed up. */
export function ctHeaderJob(toolbox: Toolbox): Job {
  const { ctFiles } = toolbox.files;
  return {
    id: "ct-header",
    title: "Header of a CT file (222 elements), first 64 KiB",
    files: ctFiles.length,
    baseline: NODE,
    contestants: [
      toolbox.library(NODE, "node", "headerOfStart", ctFiles, true),
      toolbox.library(ENGINE, "engine", "headerOfStart", ctFiles, true),
      toolbox.library(DICOM_PARSER, "dicomParser", "headerOfStart", ctFiles, true),
      toolbox.library("dcmjs", "dcmjs", "headerOfStart", ctFiles, true),
      toolbox.pydicom("header", ctFiles, true),
      dcmdump(ctFiles),
    ],
    targets: [
      {
        text: "header of a CT file: CPU over dicom-parser's",
        measure: ratio("cpuMs", ENGINE, DICOM_PARSER),
        unit: "×",
        limit: 1,
      },
    ],
  };
}

/** Every element of 500 per-frame items indexed. */
export function mrHeaderJob(toolbox: Toolbox): Job {
  const { mrFiles } = toolbox.files;
  return {
    id: "mr-header",
    title: "Header of the enhanced MR file (500 frames, 20,187 elements)",
    files: mrFiles.length,
    baseline: NODE,
    contestants: [
      toolbox.library(NODE, "node", "header", mrFiles, true),
      toolbox.library(ENGINE, "engine", "header", mrFiles, true),
      toolbox.library(DICOM_PARSER, "dicomParser", "header", mrFiles, true),
      toolbox.library("dcmjs", "dcmjs", "header", mrFiles, true),
      toolbox.pydicom("header", mrFiles, true),
      dcmdump(mrFiles),
    ],
    targets: [
      {
        text: "header with 500 per-frame items: CPU over dicom-parser's",
        measure: ratio("cpuMs", ENGINE, DICOM_PARSER),
        unit: "×",
        limit: 0.5,
      },
    ],
  };
}
