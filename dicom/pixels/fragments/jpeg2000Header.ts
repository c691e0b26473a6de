import { UnreadableFragment, type FrameBytes } from "./frameBytes";
import { isKnownRemark } from "./knownRemarks";

const COM = 0xff64;
const SOT = 0xff90;
const SOD = 0xff93;
const EOC = 0xffd9;

/** An image has at most as many tile-parts, ISO 15444-1 §A.4.2 (65,535 tiles), but nobody writes more than some. */
const TILE_PARTS = 65_535;

/**
 * Blanks comments in the main header and in those of all tile-parts of a JPEG 2000 codestream (ISO 15444-1 Annex A),
 * and what follows its end. Lengths stay as they are.
 *
 * @param start of the codestream in the frame, and its end
 */
export async function cleanJpeg2000(frame: FrameBytes, start: number, end: number): Promise<void> {
  let at = start + 2;
  for (let parts = 0; parts <= TILE_PARTS; parts++) {
    const part = at;
    at = await cleanMarkers(frame, at, parts === 0 ? SOT : SOD, end);
    if (parts === 0) continue;
    // `part` is the SOT marker: its segment has the length of the tile-part from there on.
    const tilePartBytes = await frame.uint32(part + 6);
    if (tilePartBytes === 0) return; // up to the end of the image
    at = part + tilePartBytes;
    if (tilePartBytes < 14 || at >= end) return; // cut
    if (at + 2 > end) return;
    const marker = await frame.uint16(at);
    if (marker === EOC) {
      await cleanRest(frame, at + 2, end);
      return;
    }
    if (marker !== SOT) throw new UnreadableFragment("a tile-part was expected");
  }
  throw new UnreadableFragment("there are too many tile-parts");
}

/** Goes over marker segments up to the marker `last`; answers where that is. */
async function cleanMarkers(frame: FrameBytes, start: number, last: number, end: number): Promise<number> {
  for (let at = start; at < end;) {
    const marker = await frame.uint16(at);
    if (marker === last) return at;
    if (marker < 0xff30 || marker === SOD || marker === EOC)
      throw new UnreadableFragment("a marker was expected");
    const lengthBytes = await frame.uint16(at + 2);
    if (lengthBytes < 2) throw new UnreadableFragment("a segment is shorter than its length");
    const segmentEnd = at + 2 + lengthBytes;
    if (marker === COM && lengthBytes > 4) {
      const remark = await frame.whole(at + 6, lengthBytes - 4);
      // Spaces are text in Latin, and bytes like any other where the comment is binary.
      if (!isKnownRemark(remark)) frame.blank(at + 6, segmentEnd, 0x20);
    }
    at = segmentEnd;
  }
  throw new UnreadableFragment("a frame ends within its header");
}

async function cleanRest(frame: FrameBytes, at: number, end: number): Promise<void> {
  if (end - at > 2) {
    frame.blank(at, end);
    return;
  }
  const rest = await frame.read(at, end - at);
  if (rest.some((byte) => byte !== 0 && byte !== 0xff)) frame.blank(at, end);
}
