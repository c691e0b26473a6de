import { expect } from "chai";
import fc from "fast-check";
import { ClearedBits, FrameMask, joinMasks, TurnedMask, type ByteMask } from "../../../dicom/bytes/byteMask";

const OFFSET = 13;
const SIZE = 96;
const zero = Uint8Array.of(0);
const words = Uint8Array.of(1, 2, 3);
const bits = new FrameMask({ offset: OFFSET, count: 9, frameBits: 83 }, [
  { start: 5, end: 7, pattern: zero },
  { start: 20, end: 41, pattern: zero },
  { start: 64, end: 83, pattern: Uint8Array.of(0xff) },
]);
const bytes = new FrameMask({ offset: OFFSET, count: 3, frameBits: 256 }, [
  { start: 8, end: 80, pattern: words },
  { start: 56, end: 128, pattern: words },
  { start: 240, end: 256, pattern: zero },
]);
const masks: Record<string, ByteMask> = {
  "of bits": bits,
  "of bytes": bytes,
  "of turned words": new TurnedMask(bytes, 2, OFFSET),
  "of turned long words": new TurnedMask(bits, 8, OFFSET),
  "of bits of each unit": new ClearedBits(Uint8Array.of(0xff, 0x0f), OFFSET),
  "after one another": joinMasks(bytes, bits),
};

describe("masks", () => {
  for (const [name, mask] of Object.entries(masks)) {
    it(`${name} do the same however the source is cut`, () => {
      const source = Uint8Array.from({ length: SIZE }, (_, index) => 255 - index);
      const whole = Uint8Array.from(source);
      mask.apply(whole, OFFSET);
      expect(Buffer.from(whole).equals(source)).to.equal(false);
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 0, max: SIZE }), { maxLength: 12 }), (cuts) => {
          const ends = [...new Set([...cuts, SIZE])].sort((one, other) => one - other);
          let start = 0;
          for (const end of ends) {
            const piece = source.slice(start, end);
            mask.apply(piece, OFFSET + start);
            expect(Buffer.from(piece).equals(whole.subarray(start, end))).to.equal(true);
            start = end;
          }
        }),
      );
    });
  }

  it("leave what is behind the last frame", () => {
    const behind = new Uint8Array(40).fill(7);
    bytes.apply(behind, OFFSET + 96);
    expect(behind.every((byte) => byte === 7)).to.equal(true);
  });

  it("begin a pattern where the run begins, whichever runs touch", () => {
    const target = new Uint8Array(32);
    bytes.apply(target, OFFSET);
    expect([...target.subarray(1, 16)]).to.deep.equal([1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]);
  });
});
