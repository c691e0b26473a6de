import { basename, join } from "node:path";
import { compare } from "./compare";
import { dicomFilesBelow } from "./dicomFilesBelow";
import { flatten } from "./flatten";
import { ours } from "./ours";
import { PEERS, type Peer } from "./peers";
import { Summary } from "./summary";

/** Paths of unexplained differences that are printed of one file. */
const SHOWN_PATHS = 5;

/**
 * Holds our `dump` against what dcm2json and pydicom make of the same files, element by element.
 *
 * @returns the exit status: 1 where there is a difference that no rule explains
 */
export async function compareDumps(folder: string): Promise<number> {
  const installed = await installedPeers();
  if (installed.length === 0) {
    console.log("nothing to compare with: install dcmtk or pydicom; skipped");
    return 0;
  }
  const summaries = new Map(installed.map(({ name }) => [name, new Summary(name)]));
  for (const file of await dicomFilesBelow(folder)) {
    const path = join(folder, file);
    const results = await compareFile(path, installed, summaries);
    console.log(`${basename(path)}: ${results.join("; ")}`);
  }
  for (const summary of summaries.values()) console.log(summary.format());
  return [...summaries.values()].some(({ unexplained }) => unexplained > 0) ? 1 : 0;
}

async function installedPeers(): Promise<Peer[]> {
  const installed: Peer[] = [];
  for (const peer of PEERS) {
    const version = await peer.version();
    console.log(`${peer.name}: ${version ?? "not installed, skipped"}`);
    if (version !== undefined) installed.push(peer);
  }
  return installed;
}

async function compareFile(
  path: string,
  peers: readonly Peer[],
  summaries: ReadonlyMap<string, Summary>,
): Promise<string[]> {
  const mine = await ours(path);
  return Promise.all(
    peers.map(async (peer) => {
      const summary = summaries.get(peer.name);
      const json = await peer.convert(path);
      if (typeof mine === "string" || json === undefined) {
        summary?.refused(basename(path), typeof mine === "string" ? mine : undefined, json === undefined);
        return `${peer.name} ${json === undefined ? "refuses it" : "reads it"}, ${typeof mine === "string" ? `we refuse it (${mine})` : "we read it"}`;
      }
      // A peer's own bulk data stays unread: both are asked for everything inline.
      const comparison = compare(
        mine,
        flatten(json, () => undefined),
        peer.name,
      );
      summary?.compared(comparison);
      const { same, explained, unexplained } = comparison;
      const known = Array.from(explained, ([rule, count]) => `${count} ${rule}`);
      const unknown =
        unexplained.length > 0
          ? [`${unexplained.length} UNEXPLAINED: ${unexplained.slice(0, SHOWN_PATHS).join(" ")}`]
          : [];
      return `${peer.name} ${[`${same} same`, ...known, ...unknown].join(", ")}`;
    }),
  );
}
