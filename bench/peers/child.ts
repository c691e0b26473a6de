/**
 * One library at work in a process of its own:
 * `child.js <peer> <operation> <steady|once> <folder for outputs> <rules file> <file of paths>`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { steadyCost } from "../measure/steadyCost";
import { dcmjs } from "./dcmjs";
import { dicomParser } from "./dicomParser";
import { engine } from "./engine";
import type { Operation, Peer } from "./peer";
import { nodeStream, plainNode } from "./plainNode";

const PEERS: Readonly<Record<string, (rulesFile: string) => Peer>> = {
  engine: () => engine,
  node: () => plainNode,
  nodeStream: () => nodeStream,
  dicomParser,
  dcmjs,
};

async function main(): Promise<void> {
  const [name = "", operation = "", mode, folder = "", rulesFile = "", list = ""] = process.argv.slice(2);
  const run = PEERS[name]?.(rulesFile)[operation as Operation];
  if (!run) throw new Error(`${name} cannot ${operation}`);
  const files = readFileSync(list, "utf8").split("\n");
  let written = 0;
  const one = (file: string) => run(file, join(folder, `${written++ % files.length}.dcm`));
  if (mode === "steady") {
    process.stdout.write(JSON.stringify(await steadyCost(files, one)));
    return;
  }
  for (const file of files) await one(file);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
