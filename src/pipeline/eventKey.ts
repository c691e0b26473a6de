/**
 * Decodes an object key of an S3 event notification, which is form-encoded: a space is `+`, other bytes
 * are percent-encoded UTF-8. `undefined` where it is not.
 */
export function decodeEventKey(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}
