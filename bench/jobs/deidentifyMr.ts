import { dcmodify, gdcmanonCertificate, gdcmanonDumb } from "../peers/nativeTools";
import type { Toolbox } from "../peers/toolbox";
import { ratio, type Job, type Target } from "./job";

const COPY = "node copies (readFileSync, writeFileSync)";
const ENGINE = "dicom/";

/** A data set of 20,187 elements, in a process that has warmed up; C++ tools and the command line as whole processes. */
export function mrDeidentifyJob(toolbox: Toolbox): Job {
  const { mrFiles, mrFolder } = toolbox.files;
  const peers = ["dcmjs", "pydicom"];
  return {
    id: "mr-deidentify",
    title: "De-identify the enhanced MR file (20,187 elements)",
    files: mrFiles.length,
    baseline: COPY,
    contestants: [
      toolbox.library(COPY, "node", "write", mrFiles, true),
      toolbox.library(ENGINE, "engine", "write", mrFiles, true),
      toolbox.commandLine("deidentify --jobs 1 (whole process)", mrFolder, 1),
      gdcmanonDumb(toolbox, mrFolder),
      gdcmanonCertificate(toolbox, mrFolder),
      dcmodify(toolbox, mrFiles),
      toolbox.library("dcmjs", "dcmjs", "write", mrFiles, true),
      toolbox.pydicom("write", mrFiles, true),
    ],
    targets: [
      {
        text: "de-identify the enhanced MR file: CPU",
        measure: (row) => row(ENGINE)?.cpuMs,
        unit: "ms",
        limit: 60,
      },
      ...peers.map((peer): Target => ({
        text: `de-identify the enhanced MR file: ${peer}'s CPU over ours`,
        measure: ratio("cpuMs", peer, ENGINE),
        unit: "×",
        limit: 10,
        atLeast: true,
      })),
    ],
  };
}
