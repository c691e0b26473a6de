import { UnreadableFragment, type FrameBytes } from "./frameBytes";
import { cleanJpeg2000 } from "./jpeg2000Header";

/** Boxes that an image is decoded from, ISO 15444-1 Annex I and ISO 18181-2; all others are remarks of some kind. */
const IMAGE_BOXES: ReadonlySet<string> = new Set([
  "jP  ",
  "ftyp",
  "jp2h",
  "jp2c",
  "JXL ",
  "jxlc",
  "jxlp",
  "jxll",
  "jxli",
]);
const HEADER_BOXES: ReadonlySet<string> = new Set(["ihdr", "bpcc", "colr", "pclr", "cmap", "cdef", "res "]);

const FREE = Buffer.from("free");

/** Blanks every box that the image is not decoded from, and gives it the type of free space; lengths stay as they are. */
export async function cleanBoxes(
  frame: FrameBytes,
  start = 0,
  end = frame.lengthBytes,
  known: ReadonlySet<string> = IMAGE_BOXES,
): Promise<void> {
  for (let at = start; at < end;) {
    if (end - at < 8) {
      frame.blank(at, end); // too short for a box: padding
      return;
    }
    const header = Buffer.from(await frame.whole(at, 8));
    const type = header.toString("latin1", 4);
    let lengthBytes = header.readUInt32BE();
    let contentStart = at + 8;
    if (lengthBytes === 1) {
      lengthBytes = Number(Buffer.from(await frame.whole(at + 8, 8)).readBigUInt64BE());
      contentStart += 8;
    } else if (lengthBytes === 0) {
      if (at > start && type === "\0\0\0\0") {
        frame.blank(at, end);
        return;
      }
      lengthBytes = end - at;
    }
    const boxEnd = at + lengthBytes;
    if (boxEnd < contentStart || boxEnd > end) throw new UnreadableFragment("a box is longer than the image");
    if (!known.has(type)) {
      frame.patch(at + 4, FREE);
      frame.blank(contentStart, boxEnd);
    } else if (type === "jp2h") {
      await cleanBoxes(frame, contentStart, boxEnd, HEADER_BOXES);
    } else if (type === "jp2c") {
      await cleanJpeg2000(frame, contentStart, boxEnd);
    }
    at = boxEnd;
  }
}
