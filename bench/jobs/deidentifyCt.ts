import { dcmodify, gdcmanonCertificate, gdcmanonDumb } from "../peers/nativeTools";
import type { Toolbox } from "../peers/toolbox";
import { ratio, type Job } from "./job";

const COPY = "node copies (readFileSync, writeFileSync)";
const ENGINE = "dicom/ in a loop";
const ONE_JOB = "deidentify --jobs 1";
const TWO_JOBS = "deidentify --jobs 2";
const DCMODIFY = "dcmodify in place";
const GDCMANON = "gdcmanon with certificate";

/** A folder of CT files to another one, whole processes. */
export function ctDeidentifyJob(toolbox: Toolbox): Job {
  const { ctFiles, ctFolder } = toolbox.files;
  return {
    id: "ct-deidentify",
    title: `De-identify ${ctFiles.length} CT files, files to files`,
    files: ctFiles.length,
    baseline: COPY,
    contestants: [
      toolbox.library(COPY, "node", "write", ctFiles, false),
      toolbox.library(ENGINE, "engine", "write", ctFiles, false),
      toolbox.commandLine(ONE_JOB, ctFolder, 1),
      toolbox.commandLine(TWO_JOBS, ctFolder, 2),
      gdcmanonDumb(toolbox, ctFolder),
      gdcmanonCertificate(toolbox, ctFolder),
      dcmodify(toolbox, ctFiles),
      toolbox.library("dcmjs", "dcmjs", "write", ctFiles, false),
      toolbox.pydicom("write", ctFiles, false),
    ],
    targets: [
      {
        text: "de-identify CT files: CPU over gdcmanon's (certificate)",
        measure: ratio("cpuMs", ONE_JOB, GDCMANON),
        unit: "×",
        limit: 1,
      },
      {
        text: "de-identify CT files: CPU over dcmodify's",
        measure: ratio("cpuMs", ONE_JOB, DCMODIFY),
        unit: "×",
        limit: 1,
      },
      {
        text: "de-identify CT files: CPU over readFileSync + writeFileSync",
        measure: ratio("cpuMs", ONE_JOB, COPY),
        unit: "×",
        limit: 1.5,
      },
    ],
  };
}
