import { RunEndedError, WrongUsageError } from "../../commandLine/exitStatus";
import type { LiveFunction, PublishedVersion } from "./liveFunctions";

/** One alias that is to be moved. */
export interface Move {
  readonly fn: LiveFunction;
  readonly to: string;
}

/** Versions of one deployment are published within minutes of each other. */
const ONE_DEPLOYMENT_MINUTES = 10;

export const versionOf = (fn: LiveFunction, version: string): PublishedVersion | undefined =>
  fn.versions.find((one) => one.version === version);

/** The version before the live one. */
const previousOf = (fn: LiveFunction): PublishedVersion | undefined =>
  fn.versions.find(({ version }) => Number(version) < Number(fn.live));

/**
 * What undoes the last deployment: of all functions, those whose live version was published with the newest live one. A deployment
 * publishes only what it changes, so that the version before of any other function would be older than the state to go back to.
 *
 * @throws RunEndedError where a function has no version to go back to
 */
export function planRollback(functions: readonly LiveFunction[]): Move[] {
  const liveSince = (fn: LiveFunction) => versionOf(fn, fn.live)?.publishedAt.getTime() ?? 0;
  const newest = Math.max(...functions.map(liveSince));
  const changed = functions.filter((fn) => newest - liveSince(fn) <= ONE_DEPLOYMENT_MINUTES * 60_000);
  return changed.map((fn) => {
    const previous = previousOf(fn);
    if (previous === undefined)
      throw new RunEndedError(
        `${fn.name} has no version before ${fn.live}: nothing was deployed before this. \`--list\` shows the versions.`,
      );
    return { fn, to: previous.version };
  });
}

/** @throws WrongUsageError where a function or version does not exist */
export function planGiven(functions: readonly LiveFunction[], to: Readonly<Record<string, string>>): Move[] {
  return Object.entries(to).flatMap(([name, version]) => {
    const fn = functions.find((one) => one.name === name);
    if (fn === undefined)
      throw new WrongUsageError(`--to: the functions are ${functions.map((one) => one.name).join(", ")}`);
    if (versionOf(fn, version) === undefined)
      throw new WrongUsageError(
        `--to: ${name} has the versions ${fn.versions.map((one) => one.version).join(", ")}`,
      );
    return version === fn.live ? [] : [{ fn, to: version }];
  });
}
