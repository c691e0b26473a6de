import { UnreadableFragment, type FrameBytes } from "./frameBytes";
import { isKnownRemark } from "./knownRemarks";

const COM = 0xfe;
const SOS = 0xda;
const EOI = 0xd9;
const APP0 = 0xe0;

/** JFIF up to the size of its thumbnail, that is nought by nought; JPEG-LS and Adobe colour transforms. */
const JFIF_BYTES = 14;
const ADOBE_BYTES = 12;
const MRFX_BYTES = 5;

/** Encoders pad the end of an image with a byte, some with more. */
const TAIL_BYTES = 16;
const LONG_TAIL_BYTES = 4096;

/**
 * Blanks what is text in the header of a JPEG or JPEG-LS image (ISO 10918-1 Annex B, ISO 14495-1 Annex C): comments and
 * application segments, but for those without which colours would be wrong. Lengths stay as they are. What follows the
 * end of the image goes, too. Between the header and the end nobody looks.
 */
export async function cleanJpeg(frame: FrameBytes): Promise<void> {
  for (let at = 2; ;) {
    const [prefix, marker] = await frame.whole(at, 2);
    if (prefix !== 0xff || marker === undefined) throw new UnreadableFragment("a marker was expected");
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === SOS) break;
    if (marker === EOI) throw new UnreadableFragment("an image ends before it begins");
    at += 2;
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) continue;
    const lengthBytes = await frame.uint16(at);
    if (lengthBytes < 2 || at + lengthBytes > frame.lengthBytes)
      throw new UnreadableFragment("a segment is longer than the image");
    await cleanSegment(frame, marker, at + 2, at + lengthBytes);
    at += lengthBytes;
  }
  await cleanTail(frame);
}

async function cleanSegment(frame: FrameBytes, marker: number, start: number, end: number): Promise<void> {
  if (marker !== COM && (marker < APP0 || marker > 0xef)) return;
  const lengthBytes = end - start;
  const isShort = lengthBytes <= 1024;
  const content = isShort ? await frame.whole(start, lengthBytes) : new Uint8Array();
  if (isShort && (marker === COM ? isKnownRemark(content) : isNeeded(marker, content))) return;
  frame.blank(start, end);
}

/** Application segments that decide how samples become colours, and hold nothing else. */
function isNeeded(marker: number, content: Uint8Array): boolean {
  const starts = (text: string) => Buffer.from(content.subarray(0, text.length)).toString("latin1") === text;
  switch (marker) {
    case 0xe0:
      return content.length === JFIF_BYTES && starts("JFIF\0");
    case 0xe8:
      return content.length === MRFX_BYTES && starts("mrfx");
    case 0xee:
      return content.length === ADOBE_BYTES && starts("Adobe");
    default:
      return content.every((byte) => byte === 0);
  }
}

/** In compressed samples no ff d9 can stand: the last one is the end, and what follows it is no image. */
async function cleanTail(frame: FrameBytes): Promise<void> {
  for (const tailBytes of [TAIL_BYTES, LONG_TAIL_BYTES]) {
    const start = Math.max(0, frame.lengthBytes - tailBytes);
    const tail = Buffer.from(await frame.read(start, tailBytes));
    const end = tail.indexOf(Buffer.from([0xff, EOI]));
    if (end < 0) continue;
    const isPadding = (byte: number) => byte === 0 || byte === 0xff;
    if (!tail.subarray(end + 2).every(isPadding)) frame.blank(start + end + 2, frame.lengthBytes);
    return;
  }
  throw new UnreadableFragment("the end of an image was not found");
}
