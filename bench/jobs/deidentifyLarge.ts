import { gdcmanonDumb } from "../peers/nativeTools";
import type { Toolbox } from "../peers/toolbox";
import { ratio, type Job } from "./job";

const STREAM = "node stream, 1 MiB chunks";
const ENGINE = "dicom/";
const EXTRA_MB = 40;

/** One native multi-frame object; dcmjs is left out, which needs six times its size in memory. */
export function largeDeidentifyJob(toolbox: Toolbox): Job {
  const { largeFile, largeFolder } = toolbox.files;
  const files = [largeFile];
  return {
    id: "large-deidentify",
    title: "De-identify one native multi-frame file",
    files: 1,
    baseline: STREAM,
    contestants: [
      toolbox.library(STREAM, "nodeStream", "write", files, false),
      toolbox.library(ENGINE, "engine", "write", files, false),
      toolbox.commandLine("deidentify --jobs 1", largeFolder, 1),
      gdcmanonDumb(toolbox, largeFolder),
      toolbox.pydicom("write", files, false),
    ],
    targets: [
      {
        text: "de-identify a large file: time over a Node stream's",
        measure: ratio("wallMs", ENGINE, STREAM),
        unit: "×",
        limit: 1.3,
      },
      {
        text: "de-identify a large file: peak memory over a Node stream's",
        measure: (row) => (row(ENGINE)?.peakMb ?? NaN) - (row(STREAM)?.peakMb ?? NaN),
        unit: "MB",
        limit: EXTRA_MB,
      },
    ],
  };
}
