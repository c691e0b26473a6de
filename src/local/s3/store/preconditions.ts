import { preconditionFailed, noSuchKey, S3Error } from "../errors";
import type { ObjectVersion } from "../model";

/** Conditions of a request on the object as it is; of entity tags the raw header, of times the parsed one. */
export interface ReadConditions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  readonly ifModifiedSince?: Date | undefined;
  readonly ifUnmodifiedSince?: Date | undefined;
}

export interface WriteConditions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

/** Whether a list of entity tags such as `"a", W/"b"` or `*` holds this one. */
function matchesEtag(list: string, etag: string): boolean {
  return list
    .split(",")
    .map((item) =>
      item
        .trim()
        .replace(/^W\//, "")
        .replace(/^"(.*)"$/, "$1"),
    )
    .some((item) => item === "*" || item === etag);
}

/** HTTP dates have no milliseconds. */
function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000;
}

/**
 * RFC 9110 §13.2.2: entity tags outrank times.
 * @throws S3Error PreconditionFailed (412) or NotModified (304)
 */
export function checkReadConditions(version: ObjectVersion, conditions: ReadConditions): void {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  const modified = wholeSeconds(version.lastModified);
  if (ifMatch !== undefined) {
    if (!matchesEtag(ifMatch, version.etag)) throw preconditionFailed("If-Match");
  } else if (ifUnmodifiedSince && modified > ifUnmodifiedSince.getTime())
    throw preconditionFailed("If-Unmodified-Since");
  const headers = { etag: `"${version.etag}"`, "last-modified": new Date(modified).toUTCString() };
  if (ifNoneMatch !== undefined) {
    if (matchesEtag(ifNoneMatch, version.etag)) throw new S3Error("NotModified", "Not Modified", { headers });
  } else if (ifModifiedSince && modified <= ifModifiedSince.getTime())
    throw new S3Error("NotModified", "Not Modified", { headers });
}

/** The same of the source of a copy, where every failure is a 412. */
export function checkCopyConditions(version: ObjectVersion, conditions: ReadConditions): void {
  try {
    checkReadConditions(version, conditions);
  } catch (error) {
    if (error instanceof S3Error && error.code === "NotModified")
      throw preconditionFailed("x-amz-copy-source-If-None-Match");
    throw error;
  }
}

/**
 * Conditional writes. A delete marker counts as no object.
 * @throws S3Error
 */
export function checkWriteConditions(latest: ObjectVersion | undefined, conditions: WriteConditions): void {
  const current = latest?.deleteMarker === false ? latest : undefined;
  if (conditions.ifNoneMatch !== undefined) {
    if (conditions.ifNoneMatch !== "*")
      throw new S3Error(
        "NotImplemented",
        "A header you provided implies functionality that is not implemented",
        {
          fields: { Header: "If-None-Match" },
        },
      );
    if (current) throw preconditionFailed("If-None-Match");
  }
  if (conditions.ifMatch !== undefined) {
    if (!current) throw noSuchKey();
    if (!matchesEtag(conditions.ifMatch, current.etag)) throw preconditionFailed("If-Match");
  }
}
