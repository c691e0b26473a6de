import { expect } from "chai";
import * as fc from "fast-check";
import {
  canBeFullObject,
  CHECKSUM_ALGORITHMS,
  combineChecksums,
  createChecksum,
  type ChecksumAlgorithm,
} from "../../../../../src/local/s3/checksums/checksums";

const digest = (algorithm: ChecksumAlgorithm, ...pieces: Uint8Array[]) => {
  const checksum = createChecksum(algorithm);
  for (const piece of pieces) checksum.update(piece);
  return checksum.digest();
};

describe("checksums", () => {
  // The check values of the CRC catalogue, and of FIPS 180-4 implementations, for the digits 1 to 9.
  const checks: [ChecksumAlgorithm, string][] = [
    ["CRC32", "cbf43926"],
    ["CRC32C", "e3069283"],
    ["CRC64NVME", "ae8b14860a799888"],
    ["SHA1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"],
    ["SHA256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"],
  ];
  for (const [algorithm, value] of checks)
    it(`gives the published check value of ${algorithm}`, () => {
      expect(digest(algorithm, Buffer.from("123456789")).toString("hex")).to.equal(value);
    });

  for (const algorithm of CHECKSUM_ALGORITHMS)
    it(`gives the same ${algorithm} however the bytes are cut`, () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(100), (bytes, cut) => {
          const pieces = [bytes.subarray(0, cut), bytes.subarray(cut)];
          expect(digest(algorithm, ...pieces)).to.deep.equal(digest(algorithm, bytes));
        }),
      );
    });

  for (const algorithm of CHECKSUM_ALGORITHMS.filter(canBeFullObject))
    it(`combines the ${algorithm} of parts into that of the whole`, () => {
      fc.assert(
        fc.property(fc.array(fc.uint8Array({ maxLength: 50 }), { minLength: 1, maxLength: 4 }), (pieces) => {
          const parts = pieces.map((piece) => ({
            value: digest(algorithm, piece).toString("base64"),
            sizeBytes: piece.length,
          }));
          const combined = combineChecksums(algorithm, "FULL_OBJECT", parts);
          expect(combined.value).to.equal(digest(algorithm, ...pieces).toString("base64"));
        }),
      );
    });
});
