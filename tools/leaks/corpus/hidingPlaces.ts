import { createDataSet, DataElement, Item, writeText, type DataSet, type Vr } from "../../../dicom";
import { ROWS, COLUMNS } from "./iods";
import type { FileBuilder } from "./fileBuilder";

export const OVERLAY_BITS = "overlay bits";

/** Puts identifiers into one kind of place. */
export type HidingPlace = (file: FileBuilder) => void;

export const text = (tag: number, vr: Vr, value: string): DataElement => writeText(tag, vr, [value]);

const binary = (tag: number, vr: Vr, value: string | Uint8Array): DataElement =>
  DataElement.ofBytes(tag, vr, typeof value === "string" ? Buffer.from(value, "latin1") : value);

/** A needle of eight bytes in UTF-16, as some systems leave it in opaque values. */
const utf16 = (word: string): Buffer => Buffer.from(word, "utf16le");

const preamble: HidingPlace = (file) => {
  file.preamble = Buffer.alloc(128);
  Buffer.from(`patient ${file.plant("preamble", "words")}`, "latin1").copy(file.preamble, 16);
};

/** A TIFF header in front, whose directory and description lie behind the pixels. */
const tiffPreamble: HidingPlace = (file) => {
  const head = Buffer.alloc(128);
  head.write("II*\0", "latin1");
  head.writeUInt32LE(0x200, 4);
  head.write(file.plant("TIFF in the preamble", "description"), 40, "latin1");
  file.preamble = head;
  const directory = `\x01\x00\x0e\x01\x02\x00${file.plant("TIFF in the preamble", "directory after the pixels")}`;
  file.add(binary(0xfffcfffc, "OB", directory));
};

const fileMeta: HidingPlace = (file) => {
  const place = "file meta information";
  file.fileMeta = [
    text(0x00020013, "SH", file.plant(place, "ImplementationVersionName")),
    text(0x00020016, "AE", file.plant(place, "SourceApplicationEntityTitle")),
    text(0x00020017, "AE", file.plant(place, "SendingApplicationEntityTitle")),
    text(0x00020018, "AE", file.plant(place, "ReceivingApplicationEntityTitle")),
    text(0x00020026, "UR", `dicom://${file.plant(place, "SourcePresentationAddress")}.example`),
    text(0x00020100, "UI", file.plant(place, "PrivateInformationCreatorUID", undefined, file.tokens.uid())),
    binary(0x00020102, "OB", file.plant(place, "PrivateInformation")),
  ];
};

/** Words where group lengths stand: the writer makes none, so it is put between the finished bytes. */
const groupLengths: HidingPlace = (file) => {
  const word = file.plant("group lengths", "00080000");
  file.edit = (bytes) => {
    const at = 144 + bytes.readUInt32LE(140);
    const header = file.syntax === "implicit" ? "0800000008000000" : "08000000554c0800";
    const element = Buffer.concat([Buffer.from(header, "hex"), Buffer.from(word, "latin1")]);
    return Buffer.concat([bytes.subarray(0, at), element, bytes.subarray(at)]);
  };
};

const trailingBytes: HidingPlace = (file) => {
  const words = ["as they are", "in UTF-16"].map((at) => file.plant("trailing bytes", at));
  file.edit = (bytes) =>
    Buffer.concat([bytes, Buffer.alloc(16), Buffer.from(words[0] ?? "", "latin1"), utf16(words[1] ?? "")]);
};

const afterPixelData: HidingPlace = (file) => {
  const place = "after pixel data";
  file.add(
    text(0x7fe10010, "LO", "ACME 1.1"),
    text(0x7fe11001, "LT", file.plant(place, "private group 7FE1")),
    DataElement.ofItems(0xfffafffa, [
      new Item([binary(0x04000120, "OB", file.plant(place, "signature"))]),
      new Item([binary(0x04000115, "OB", file.plant(place, "certificate"))]),
    ]),
    binary(0xfffcfffc, "OB", utf16(file.plant(place, "padding, UTF-16"))),
  );
};

const retiredGroups: HidingPlace = (file) => {
  const place = "retired groups";
  for (const [tag, vr] of RETIRED)
    file.add(binary(tag, vr, file.plant(place, tag.toString(16).padStart(8, "0"))));
};

/** Groups and elements that editions of the standard had, or programs made up. */
const RETIRED: readonly (readonly [number, Vr])[] = [
  [0x00080040, "US"],
  [0x00100001, "LO"],
  [0x00184000, "LT"],
  [0x00280200, "US"],
  [0x40000010, "LT"],
  [0x40004000, "LT"],
  [0x40080042, "CS"],
  [0x40080300, "LT"],
  [0x40084000, "ST"],
  [0x002004f2, "LO"],
  [0x01010010, "LO"],
  [0x40ff0012, "UN"],
];

const icon: HidingPlace = (file) => {
  const pixels = Buffer.from(file.plant("icon image", "pixels"), "latin1");
  file.add(
    DataElement.ofItems(0x00880200, [
      new Item(
        createDataSet({
          SamplesPerPixel: 1,
          PhotometricInterpretation: "MONOCHROME2",
          Rows: 2,
          Columns: 4,
          BitsAllocated: 8,
          BitsStored: 8,
          HighBit: 7,
          PixelRepresentation: 0,
          PixelData: pixels,
        }).elements,
      ),
    ]),
  );
};

const curves: HidingPlace = (file) => {
  for (const group of [0x5000, 0x501e]) {
    const at = (element: number): number => ((group << 16) | element) >>> 0;
    file.add(
      binary(at(0x0005), "US", Uint8Array.of(2, 0)),
      text(at(0x0022), "LO", file.plant("curves", "description")),
      text(at(0x2500), "LO", file.plant("curves", "label")),
      binary(at(0x3000), "OW", file.plant("curves", "data")),
    );
  }
};

const overlays: HidingPlace = (file) => {
  for (const group of [0x6000, 0x601e]) {
    const at = (element: number): number => ((group << 16) | element) >>> 0;
    const bits = Buffer.alloc((ROWS * COLUMNS) / 8);
    bits.write(file.plant("overlays", "data"), "latin1");
    file.add(
      binary(at(0x0010), "US", Uint8Array.of(ROWS, 0)),
      binary(at(0x0011), "US", Uint8Array.of(COLUMNS, 0)),
      text(at(0x0022), "LO", file.plant("overlays", "description")),
      text(at(0x0040), "CS", "G"),
      binary(at(0x0050), "SS", Uint8Array.of(1, 0, 1, 0)),
      binary(at(0x0100), "US", Uint8Array.of(1, 0)),
      binary(at(0x0102), "US", Uint8Array.of(0, 0)),
      text(at(0x1500), "LO", file.plant("overlays", "label")),
      binary(at(0x3000), "OW", bits),
      text(at(0x4000), "LT", file.plant("overlays", "comments")),
    );
  }
};

/** An overlay plane in the bits of the words of pixel data that the image does not use, PS3.3 C.9.2 of 2004 and before. */
const overlayBits: HidingPlace = (file) => {
  if (!file.iod.image) return;
  const pixels = Buffer.alloc(ROWS * COLUMNS * 2);
  const word = file.plant(OVERLAY_BITS, "unused bits of pixel data");
  for (const [index, byte] of Buffer.from(word, "latin1").entries()) {
    pixels.writeUInt16LE((byte >>> 4) << 12, index * 4);
    pixels.writeUInt16LE((byte & 15) << 12, index * 4 + 2);
  }
  file.add(
    binary(0x60000010, "US", Uint8Array.of(ROWS, 0)),
    binary(0x60000011, "US", Uint8Array.of(COLUMNS, 0)),
    text(0x60000040, "CS", "G"),
    binary(0x60000050, "SS", Uint8Array.of(1, 0, 1, 0)),
    binary(0x60000100, "US", Uint8Array.of(16, 0)),
    binary(0x60000102, "US", Uint8Array.of(12, 0)),
    binary(0x7fe00010, "OW", pixels),
  );
};

export const HIDING_PLACES: Readonly<Record<string, HidingPlace>> = {
  preamble,
  "tiff-preamble": tiffPreamble,
  "file-meta": fileMeta,
  "group-lengths": groupLengths,
  "trailing-bytes": trailingBytes,
  "after-pixel-data": afterPixelData,
  "retired-groups": retiredGroups,
  icon,
  curves,
  overlays,
  "overlay-bits": overlayBits,
};

/** The elements of a data set as items hold them. */
export function itemOf(dataSet: DataSet): Item {
  return new Item(dataSet.elements);
}
