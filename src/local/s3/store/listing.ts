import { compareKeys } from "./keys";
import type { MultipartUpload, ObjectVersion } from "../model";
import type { ObjectIndex } from "./objectIndex";
import type { Bucket } from "./storage";

export interface ListOptions {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
}

/** A page of a listing. */
export interface Listing<T> {
  readonly items: readonly T[];
  readonly commonPrefixes: readonly string[];
  readonly isTruncated: boolean;
  /** The last key or common prefix of the page, `undefined` where it is empty. */
  readonly lastKey: string | undefined;
}

/** Where a listing of versions or uploads begins: behind this key, or behind this item of the key. */
export interface Marker {
  readonly key: string;
  readonly id?: string | undefined;
}

/** Collects a page: keys that share what follows the prefix up to the delimiter are rolled into one. */
class Page<T> {
  readonly items: T[] = [];
  readonly commonPrefixes: string[] = [];
  isTruncated = false;
  lastKey: string | undefined;

  constructor(private readonly options: ListOptions) {}

  /** The common prefix of a key, `undefined` where it stands for itself. */
  commonPrefixOf(key: string): string | undefined {
    const { prefix, delimiter } = this.options;
    const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    return end < 0 ? undefined : key.slice(0, end + delimiter.length);
  }

  /** False where the page is full. */
  hasRoom(): boolean {
    if (this.items.length + this.commonPrefixes.length < this.options.maxKeys) return true;
    this.isTruncated = this.options.maxKeys > 0;
    return false;
  }

  add(key: string, item: T): void {
    this.items.push(item);
    this.lastKey = key;
  }

  addPrefix(commonPrefix: string): void {
    this.commonPrefixes.push(commonPrefix);
    this.lastKey = commonPrefix;
  }
}

/** Walks the keys of a prefix behind a marker, and fills a page with what `itemsOf` gives for each. */
function list<T>(
  index: ObjectIndex,
  options: ListOptions,
  after: string,
  includeAfter: boolean,
  itemsOf: (key: string) => readonly T[],
): Page<T> {
  const page = new Page<T>(options);
  let at = Math.max(index.firstAtOrAfter(options.prefix), index.firstAtOrAfter(after));
  if (!includeAfter && after !== "" && index.keyAt(at) === after) at += 1;
  for (let key = index.keyAt(at); key?.startsWith(options.prefix); key = index.keyAt(at)) {
    const commonPrefix = page.commonPrefixOf(key);
    if (commonPrefix === undefined) {
      for (const item of itemsOf(key)) {
        if (!page.hasRoom()) return page;
        page.add(key, item);
      }
      at += 1;
      continue;
    }
    const beyond = index.firstBeyond(commonPrefix);
    // The marker is a common prefix that the page before has shown.
    if (commonPrefix !== after && hasItems(index, at, beyond, itemsOf)) {
      if (!page.hasRoom()) return page;
      page.addPrefix(commonPrefix);
    }
    at = beyond;
  }
  return page;
}

function hasItems(
  index: ObjectIndex,
  from: number,
  to: number,
  itemsOf: (key: string) => readonly unknown[],
): boolean {
  for (let at = from; at < to; at += 1) if (itemsOf(index.keyAt(at) ?? "").length > 0) return true;
  return false;
}

/** The latest versions of keys behind `after`, without those deleted. */
export function listObjects(bucket: Bucket, options: ListOptions, after: string): Listing<ObjectVersion> {
  return list(bucket.objects, options, after, false, (key) => {
    const latest = bucket.objects.latest(key);
    return latest && !latest.deleteMarker ? [latest] : [];
  });
}

/** All versions and delete markers, newest first within their key. */
export function listVersions(
  bucket: Bucket,
  options: ListOptions,
  marker: Marker,
): Listing<{ readonly version: ObjectVersion; readonly isLatest: boolean }> {
  return list(bucket.objects, options, marker.key, marker.id !== undefined, (key) => {
    const versions = bucket.objects
      .versions(key)
      .map((version, index) => ({ version, isLatest: index === 0 }));
    if (key !== marker.key) return versions;
    const seen = versions.findIndex(({ version }) => version.versionId === marker.id);
    return seen < 0 ? [] : versions.slice(seen + 1);
  });
}

/** Uploads that are neither completed nor aborted, oldest first within their key. */
export function listUploads(bucket: Bucket, options: ListOptions, marker: Marker): Listing<MultipartUpload> {
  const page = new Page<MultipartUpload>(options);
  const uploads = [...bucket.uploads.values()]
    .map((open) => open.upload)
    .filter((upload) => upload.key.startsWith(options.prefix))
    .sort(
      (a, b) => compareKeys(a.key, b.key) || a.initiated - b.initiated || (a.uploadId < b.uploadId ? -1 : 1),
    );
  const seen = uploads.findIndex((upload) => upload.key === marker.key && upload.uploadId === marker.id);
  const rest = uploads
    .slice(seen + 1)
    .filter((upload) => seen >= 0 || marker.key === "" || compareKeys(upload.key, marker.key) > 0);
  for (const upload of rest) {
    const commonPrefix = page.commonPrefixOf(upload.key);
    if (commonPrefix !== undefined && (commonPrefix === marker.key || commonPrefix === page.lastKey))
      continue;
    if (!page.hasRoom()) return page;
    if (commonPrefix === undefined) page.add(upload.key, upload);
    else page.addPrefix(commonPrefix);
  }
  return page;
}
