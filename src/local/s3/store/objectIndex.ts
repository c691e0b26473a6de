import { compareKeys } from "./keys";
import type { ObjectVersion } from "../model";

/** The versions of one bucket in memory: keys in the order of listings, versions newest first. */
export class ObjectIndex {
  private readonly versionsByKey = new Map<string, ObjectVersion[]>();
  private keys: string[] = [];

  constructor(versions: Iterable<ObjectVersion> = []) {
    for (const version of versions) {
      const known = this.versionsByKey.get(version.key);
      if (known) known.push(version);
      else this.versionsByKey.set(version.key, [version]);
    }
    for (const known of this.versionsByKey.values())
      known.sort((a, b) => (a.sequencer < b.sequencer ? 1 : -1));
    this.keys = [...this.versionsByKey.keys()].sort(compareKeys);
  }

  /** Newest first; empty where there are none. */
  versions(key: string): readonly ObjectVersion[] {
    return this.versionsByKey.get(key) ?? [];
  }

  latest(key: string): ObjectVersion | undefined {
    return this.versions(key)[0];
  }

  find(key: string, versionId: string): ObjectVersion | undefined {
    return this.versions(key).find((version) => version.versionId === versionId);
  }

  /** Adds a version as the newest of its key. */
  add(version: ObjectVersion): void {
    const known = this.versionsByKey.get(version.key);
    if (known) known.unshift(version);
    else {
      this.versionsByKey.set(version.key, [version]);
      this.keys.splice(this.firstAtOrAfter(version.key), 0, version.key);
    }
  }

  /** Puts a version in the place of the one that has its id. */
  replace(version: ObjectVersion): void {
    const known = this.versionsByKey.get(version.key) ?? [];
    const index = known.findIndex((other) => other.versionId === version.versionId);
    if (index >= 0) known[index] = version;
  }

  remove(version: ObjectVersion): void {
    const rest = this.versions(version.key).filter((other) => other.versionId !== version.versionId);
    if (rest.length > 0) this.versionsByKey.set(version.key, rest);
    else if (this.versionsByKey.delete(version.key)) this.keys.splice(this.firstAtOrAfter(version.key), 1);
  }

  /** Index of the first key that is not before `key`. */
  firstAtOrAfter(key: string): number {
    return this.firstWhere((other) => compareKeys(other, key) >= 0);
  }

  /** Index of the first key behind all that start with `prefix`. */
  firstBeyond(prefix: string): number {
    return this.firstWhere((other) => compareKeys(other, prefix) > 0 && !other.startsWith(prefix));
  }

  keyAt(index: number): string | undefined {
    return this.keys[index];
  }

  all(): Iterable<readonly ObjectVersion[]> {
    return this.versionsByKey.values();
  }

  /** Index of the first key for which `holds`, where it holds for all behind that one. */
  private firstWhere(holds: (key: string) => boolean): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(this.keys[middle] ?? "")) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
