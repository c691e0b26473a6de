import { percentDecode, splitUrl, type SignableRequest } from "./canonicalRequest";
import { S3Error } from "../errors";
import { queryParameters } from "./signatureParameters";

/** What a request is about. */
export interface RequestTarget {
  readonly bucketName: string | undefined;
  /** Never empty. */
  readonly key: string | undefined;
  /** Decoded. */
  readonly query: ReadonlyMap<string, string>;
}

const VIRTUAL_HOST = /^([a-z0-9][a-z0-9.-]*)\.(?:s3\.)?localhost(?::\d+)?$/;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Finds bucket and key, from the path (`/bucket/key`) or from the host (`bucket.localhost`) and the path.
 * A key is what the path says, byte for byte: `..`, `//` and blanks are parts of it.
 * @throws S3Error InvalidURI where the path is not UTF-8
 */
export function parseTarget(request: SignableRequest, host: string | undefined): RequestTarget {
  const { path } = splitUrl(request.url ?? "/");
  const query = queryParameters(request);
  const decoded = decodePath(path.replace(/^\//, ""));
  const virtual = VIRTUAL_HOST.exec(host ?? "")?.[1];
  if (virtual !== undefined && virtual !== "s3")
    return { bucketName: virtual, key: decoded || undefined, query };
  const slash = decoded.indexOf("/");
  const bucketName = slash < 0 ? decoded : decoded.slice(0, slash);
  const key = slash < 0 ? "" : decoded.slice(slash + 1);
  return { bucketName: bucketName || undefined, key: key || undefined, query };
}

function decodePath(path: string): string {
  try {
    return utf8.decode(percentDecode(path));
  } catch {
    throw new S3Error("InvalidURI", "Couldn't parse the specified URI.");
  }
}

/** Reads `x-amz-copy-source`: `bucket/key?versionId=…`, percent-encoded, with or without a slash before it. */
export function parseCopySource(header: string): { bucketName: string; key: string; versionId?: string } {
  const mark = header.lastIndexOf("?versionId=");
  const path = mark < 0 ? header : header.slice(0, mark);
  const decoded = decodePath(path.replace(/^(?:\/|%2F)/i, ""));
  const slash = decoded.indexOf("/");
  if (slash < 1 || slash === decoded.length - 1)
    throw new S3Error(
      "InvalidArgument",
      "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
      {
        fields: { ArgumentName: "x-amz-copy-source" },
      },
    );
  return {
    bucketName: decoded.slice(0, slash),
    key: decoded.slice(slash + 1),
    ...(mark < 0 ? {} : { versionId: percentDecode(header.slice(mark + "?versionId=".length)).toString() }),
  };
}
