import { resolve } from "node:path";
import { missingPackage, packagePath } from "../peers/installed";
import type { Contestant, Job } from "./job";

const EMPTY = "node -e 0";
const ENGINE = "dicom/ with dictionary";
const LIMIT_MS = 15;

/** What it costs to load a library in a fresh process. */
export function loadJob(): Job {
  const node = (name: string, script: string): Contestant => ({
    name,
    command: [process.execPath, "-e", script],
  });
  const library = (name: string) => {
    const missing = missingPackage(name);
    const script = missing === undefined ? `require(${JSON.stringify(packagePath(name))})` : "0";
    return { ...node(name, script), missing };
  };
  const engine = JSON.stringify(resolve("dist/engine/index.js"));
  return {
    id: "load",
    title: "Loading, from start to end of a process",
    files: 1,
    baseline: EMPTY,
    contestants: [
      node(EMPTY, "0"),
      node("node:fs/promises, crypto, zlib", `require("fs/promises");require("crypto");require("zlib")`),
      node(ENGINE, `require(${engine}).attributeOf(0x00100010)`),
      library("dicom-parser"),
      library("dcmjs"),
    ],
    targets: [
      {
        text: "loading `dicom/`, dictionary included: over `node -e 0`",
        measure: (row) => (row(ENGINE)?.cpuMs ?? NaN) - (row(EMPTY)?.cpuMs ?? NaN),
        unit: "ms",
        limit: LIMIT_MS,
      },
    ],
  };
}
