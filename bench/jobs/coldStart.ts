import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type { Contestant, Job } from "./job";

const EMPTY = "node -e 0";

/** A function's archive, unpacked as Lambda unpacks it. */
interface UnpackedFunction {
  readonly name: string;
  readonly directory: string;
  /** Such as `__index.handler`. */
  readonly handler: string;
}

/** What it costs from the start of a process until a packaged function's handler is made, with the settings of `dev`. */
export async function coldStartJob(folder: string): Promise<Job> {
  const functions = await unpackFunctions(folder);
  return {
    id: "cold-start",
    title: "Cold start of the packaged functions, from the start of a process to its handler",
    files: 1,
    baseline: EMPTY,
    contestants: [
      { name: EMPTY, command: [process.execPath, "-e", "0"] },
      ...functions.map(({ name, directory, handler }): Contestant => {
        const [module = "", exported = ""] = handler.split(".");
        const file = JSON.stringify(join(directory, `${module}.js`));
        const script = `process.exit(typeof require(${file})[${JSON.stringify(exported)}] === "function" ? 0 : 1)`;
        return { name, command: ["env", "AWS_REGION=us-east-1", process.execPath, "-e", script] };
      }),
    ],
    targets: [],
  };
}

/** The archives that the program declares; read at run time, since Pulumi's packages cannot be bundled. */
async function unpackFunctions(folder: string): Promise<UnpackedFunction[]> {
  const load = createRequire(resolve("dist/src/local/program.js"));
  const { evaluateProgram, unpackFunctionArchive } = load(
    "./program.js",
  ) as typeof import("../../src/local/program");
  const { resources } = await evaluateProgram({ stack: "dev", projectRoot: process.cwd() });
  const functions = resources
    .filter(({ type }) => type === "aws:lambda/function:Function")
    .sort((a, b) => a.name.localeCompare(b.name));
  return Promise.all(
    functions.map(async (resource) => {
      const directory = join(folder, "functions", resource.name);
      await unpackFunctionArchive(resource, directory);
      return { name: resource.name, directory, handler: String(resource.inputs.handler) };
    }),
  );
}
