import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { BenchFiles } from "../generate/writeFiles";
import type { Contestant } from "../jobs/job";
import { missingPackage, missingPydicom, PYTHON } from "./installed";
import type { Operation } from "./peer";

/** Makes contestants of libraries and tools over the same files. */
export class Toolbox {
  constructor(readonly files: BenchFiles) {}

  /** The folder for outputs, as it is before every run. */
  readonly emptyScratch = (): void => {
    rmSync(this.files.scratch, { recursive: true, force: true });
    mkdirSync(this.files.scratch, { recursive: true });
  };

  /** Copies for a tool that works in place. */
  readonly copyToScratch = (paths: readonly string[]): string[] => {
    this.emptyScratch();
    return paths.map((path) => {
      const copy = join(this.files.scratch, basename(path));
      cpSync(path, copy);
      return copy;
    });
  };

  /** A library in a Node process; `peer` as child.ts names it. */
  library(
    name: string,
    peer: string,
    operation: Operation,
    paths: readonly string[],
    steady: boolean,
  ): Contestant {
    const packages: Readonly<Record<string, string>> = { dcmjs: "dcmjs", dicomParser: "dicom-parser" };
    const needed = packages[peer];
    const script = resolve("dist/bench/peers/child.js");
    return {
      ...this.child(name, [process.execPath, script, peer, operation], paths, steady),
      missing: needed === undefined ? undefined : missingPackage(needed),
    };
  }

  pydicom(operation: "header" | "write", paths: readonly string[], steady: boolean): Contestant {
    const script = resolve("bench/peers/pydicom_peer.py");
    return {
      ...this.child("pydicom", [PYTHON ?? "python3", script, operation], paths, steady),
      missing: missingPydicom(),
    };
  }

  private child(
    name: string,
    start: readonly string[],
    paths: readonly string[],
    steady: boolean,
  ): Contestant {
    const { scratch, rulesFile } = this.files;
    const list = join(scratch, "..", `${basename(paths[0] ?? "")}-${paths.length}.list`);
    writeFileSync(list, paths.join("\n"));
    return {
      name,
      command: [...start, steady ? "steady" : "once", scratch, rulesFile, list],
      prepare: this.emptyScratch,
      ...(steady ? { figure: "steady" as const } : {}),
    };
  }

  /** `deidentify` of the command line of this repository. */
  commandLine(name: string, input: string, jobs: number, ...more: string[]): Contestant {
    const { scratch, keyFile } = this.files;
    const main = resolve("dist/src/cli/main.js");
    return {
      name,
      command: [
        process.execPath,
        main,
        "deidentify",
        input,
        "--out",
        scratch,
        "--key-file",
        keyFile,
        "--jobs",
        String(jobs),
        ...more,
      ],
      prepare: this.emptyScratch,
    };
  }
}
