import { createHash, randomBytes } from "node:crypto";
import { S3Error } from "../errors";

const MAX_KEY_BYTES = 1024;

/** @throws S3Error InvalidBucketName */
export function checkBucketName(name: string): void {
  const valid = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes("..");
  if (!valid) throw new S3Error("InvalidBucketName", "The specified bucket is not valid.");
}

/** @throws S3Error where the key is too long or not Unicode */
export function checkKey(key: string): void {
  if (/\p{Surrogate}/u.test(key)) throw new S3Error("InvalidURI", "Couldn't parse the specified URI.");
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new S3Error("KeyTooLongError", "Your key is too long");
}

/** The name under which a key's files lie. A key may hold `..`, a patient's name, or bytes that no file system takes. */
export function hashOfKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** Order of the UTF-8 bytes, which is that of listings. Differs from `<` beyond U+FFFF. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all that one unit can hold. */
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** 32 characters out of those that AWS uses for ids of versions and uploads. */
export function createOpaqueId(): string {
  return randomBytes(24).toString("base64url").replaceAll("-", ".");
}

/** Encodes a key as HTML forms do, with the slashes left alone: for events and `encoding-type=url`. */
export function formEncode(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%2F", "/")
    .replaceAll("%20", "+");
}
