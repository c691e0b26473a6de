import { createHash } from "node:crypto";
import {
  CRC32_POLYNOMIAL,
  CRC32C_POLYNOMIAL,
  CRC64NVME_POLYNOMIAL,
  createCrc32,
  createCrc32c,
  createCrc64Nvme,
  type RunningChecksum,
} from "./crc";
import { combineCrc } from "./crcCombine";

export type ChecksumAlgorithm = "CRC32" | "CRC32C" | "CRC64NVME" | "SHA1" | "SHA256";
export type ChecksumType = "FULL_OBJECT" | "COMPOSITE";

/** The checksum that an object keeps. */
export interface StoredChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; a composite one ends in `-<number of parts>`. */
  readonly value: string;
  readonly type: ChecksumType;
}

interface AlgorithmFacts {
  readonly lengthBytes: number;
  readonly create: () => RunningChecksum;
  /** Where set, checksums of parts can be combined into that of the whole. */
  readonly polynomial?: bigint;
}

const ALGORITHMS: Readonly<Record<ChecksumAlgorithm, AlgorithmFacts>> = {
  CRC32: { lengthBytes: 4, create: createCrc32, polynomial: CRC32_POLYNOMIAL },
  CRC32C: { lengthBytes: 4, create: createCrc32c, polynomial: CRC32C_POLYNOMIAL },
  CRC64NVME: { lengthBytes: 8, create: createCrc64Nvme, polynomial: CRC64NVME_POLYNOMIAL },
  SHA1: { lengthBytes: 20, create: () => createHash("sha1") },
  SHA256: { lengthBytes: 32, create: () => createHash("sha256") },
};

export const CHECKSUM_ALGORITHMS = Object.keys(ALGORITHMS) as ChecksumAlgorithm[];

/** What S3 computes for every object whose uploader asked for nothing else. */
export const DEFAULT_ALGORITHM: ChecksumAlgorithm = "CRC64NVME";

export function isChecksumAlgorithm(name: string): name is ChecksumAlgorithm {
  return Object.hasOwn(ALGORITHMS, name);
}

/** `x-amz-checksum-crc32` */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** The algorithm of a header's name, `undefined` where it is none of those known here. */
export function algorithmOfHeader(name: string): ChecksumAlgorithm | undefined {
  return CHECKSUM_ALGORITHMS.find((algorithm) => checksumHeader(algorithm) === name.toLowerCase());
}

/** `ChecksumCRC32`, as in XML documents. */
export function checksumElement(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm}`;
}

export function createChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  return ALGORITHMS[algorithm].create();
}

/** True where `value` is Base64 of as many bytes as the algorithm gives. */
export function isChecksumValue(algorithm: ChecksumAlgorithm, value: string): boolean {
  const bytes = Buffer.from(value, "base64");
  return bytes.length === ALGORITHMS[algorithm].lengthBytes && bytes.toString("base64") === value;
}

/** SHA digests cannot be combined, so an upload in parts cannot have one of the whole. */
export function canBeFullObject(algorithm: ChecksumAlgorithm): boolean {
  return ALGORITHMS[algorithm].polynomial !== undefined;
}

/** The checksum of the whole from those of its parts, in order. */
export function combineChecksums(
  algorithm: ChecksumAlgorithm,
  type: ChecksumType,
  parts: readonly { readonly value: string; readonly sizeBytes: number }[],
): StoredChecksum {
  const values = parts.map((part) => Buffer.from(part.value, "base64"));
  const { polynomial, create } = ALGORITHMS[algorithm];
  if (type === "COMPOSITE") {
    const whole = create();
    for (const value of values) whole.update(value);
    return { algorithm, type, value: `${whole.digest().toString("base64")}-${parts.length}` };
  }
  if (polynomial === undefined) throw new RangeError(`${algorithm} has no checksum of the whole`);
  const [first = create().digest(), ...rest] = values;
  const combined = rest.reduce<Buffer>(
    (sum, value, index) => combineCrc(polynomial, sum, value, parts[index + 1]?.sizeBytes ?? 0),
    first,
  );
  return { algorithm, type, value: combined.toString("base64") };
}
