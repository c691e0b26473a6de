// Builds dist/: every module as CommonJS at its own path, and bundles where loading or copying many files would
// cost: one per Lambda function under dist/lambda (what travels in the function's archive), and the engine as
// it is published under dist/engine, which nothing in here imports. Types are checked by `npm run types`.
import { build } from "esbuild";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const typescriptIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`);

const { version } = JSON.parse(readFileSync("package.json", "utf8"));

const common = {
  platform: "node",
  target: "node20",
  format: "cjs",
  logLevel: "warning",
  sourcemap: "linked",
  // As require(): by import() Node would look through every line of a bundle for its exports.
  supported: { "dynamic-import": false },
  define: { __VERSION__: JSON.stringify(version) }, // src/version.ts
};

/**
 * Node's modules that take longest to load, a quarter of the time that the engine takes, and that many of its users never
 * need: their functions load them when they are first called.
 */
const builtinsOnFirstCall = {
  name: "builtins on first call",
  setup(builder) {
    const namespace = "first call";
    builder.onResolve({ filter: /^node:(crypto|fs\/promises|zlib)$/ }, ({ path, namespace: importer }) =>
      importer === namespace ? { path, external: true } : { path, namespace },
    );
    builder.onLoad({ filter: /.*/, namespace }, async ({ path }) => {
      const isFunction = ([name, value]) => typeof value === "function" && name !== "default";
      const functions = Object.entries(await import(path)).filter(isFunction);
      return {
        contents: `let loaded;
          const load = () => (loaded ??= require(${JSON.stringify(path)}));
          ${functions.map(([name]) => `export const ${name} = (...args) => load().${name}(...args);`).join("\n")}`,
      };
    });
  },
};

/** What a command of the command line, and a thread of `deidentify --jobs`, loads: with the engine inside, in a quarter of the time. */
const commandBundles = [
  "src/cli/deidentify/dryRun.ts",
  "src/cli/deidentify/run.ts",
  "src/cli/deidentify/worker.ts",
  "src/cli/diff/run.ts",
  "src/cli/dump/run.ts",
  "src/cli/metadata/run.ts",
  "src/cli/validate/run.ts",
];

for (const folder of ["dicom", "src", "policy", "test", "tools", "lambda", "engine"])
  rmSync(`dist/${folder}`, { recursive: true, force: true });

await Promise.all([
  build({
    ...common,
    entryPoints: ["index.ts", ...["dicom", "src", "policy", "test", "tools"].flatMap(typescriptIn)].filter(
      (path) => existsSync(path) && !commandBundles.includes(path),
    ),
    outbase: ".",
    outdir: "dist",
  }),
  build({
    ...common,
    entryPoints: readdirSync("src/handlers")
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `src/handlers/${name}`),
    bundle: true,
    minify: true,
    keepNames: true, // error names decide between quarantine and retry
    sourcemap: false,
    outdir: "dist/lambda",
  }),
  build({
    ...common,
    entryPoints: commandBundles,
    bundle: true,
    external: ["yaml"],
    outbase: ".",
    outdir: "dist",
  }),
  build({
    ...common,
    // Validation apart: who does not validate does not load the tables of the information objects.
    entryPoints: ["dicom/index.ts", "dicom/validate/index.ts"],
    outbase: "dicom",
    bundle: true,
    minify: true, // 1.5 ms less to load
    plugins: [builtinsOnFirstCall],
    outdir: "dist/engine",
  }),
]);
