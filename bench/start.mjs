// `npm run bench`: builds the bench beside what it measures, in dist/bench, and runs it. The build of the
// program leaves it out, so that `npm start` does not wait for it. With --install it installs the peers, and no more.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

if (process.argv.includes("--install")) {
  const install = ["ci", "--prefix", "bench", "--ignore-scripts", "--no-audit", "--no-fund"];
  process.exit(spawnSync("npm", install, { stdio: "inherit" }).status ?? 1);
}

await build({
  platform: "node",
  target: "node20",
  format: "cjs",
  logLevel: "warning",
  entryPoints: ["bench/main.ts", "bench/peers/child.ts"],
  bundle: true, // as the engine is published
  outbase: ".",
  outdir: "dist",
});

const { status } = spawnSync(process.execPath, ["dist/bench/main.js", ...process.argv.slice(2)], {
  stdio: "inherit",
});
process.exitCode = status ?? 1;
