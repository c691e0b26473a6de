import { createDataSet, DataElement, Item, type AttributeValues } from "../../../dicom";
import type { FileBuilder } from "./fileBuilder";
import { itemOf, text, type HidingPlace } from "./hidingPlaces";

/** Items of an implicit VR little endian sequence, PS3.5 §6.2.2, as the value of an element of VR UN. */
export function hiddenItems(elements: readonly DataElement[], undefinedLength = false): Buffer {
  const content = Buffer.concat(elements.map(implicitBytes));
  const header = Buffer.from("feff00e000000000", "hex");
  if (!undefinedLength) header.writeUInt32LE(content.length, 4);
  else header.writeUInt32LE(0xffffffff, 4);
  const end = undefinedLength ? Buffer.from("feff0de000000000", "hex") : Buffer.alloc(0);
  return Buffer.concat([header, content, end]);
}

function implicitBytes({ tag, value }: DataElement): Buffer {
  const bytes =
    value.kind === "sequence"
      ? Buffer.concat(value.items.map(({ elements }) => hiddenItems(elements)))
      : value.kind === "bytes"
        ? Buffer.from(value.chunk)
        : Buffer.alloc(0);
  const header = Buffer.alloc(8);
  header.writeUInt16LE(tag >>> 16, 0);
  header.writeUInt16LE(tag & 0xffff, 2);
  header.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
}

/** What identifies somebody in an item: listed attributes, deeper once more. */
function patientItem(file: FileBuilder, place: string): readonly DataElement[] {
  const values = (): AttributeValues => ({
    ReferencedSOPInstanceUID: file.plant(
      place,
      "UID",
      (options) => options.has("retainUids"),
      file.tokens.uid(),
    ),
    PatientName: `${file.plant(place, "name")}^Pat`,
    PatientID: file.plant(place, "ID"),
    OtherPatientIDsSequence: [{ PatientID: file.plant(place, "ID, deeper") }],
    PatientComments: file.plant(place, "comments"),
  });
  return createDataSet(values()).elements;
}

const unItems: HidingPlace = (file) => {
  const un = (tag: number, value: Uint8Array): DataElement => DataElement.ofBytes(tag, "UN", value);
  file.add(
    un(0x0040a375, hiddenItems(patientItem(file, "UN with items, known sequence"))),
    un(0x0040a385, hiddenItems(patientItem(file, "UN with items of undefined length"), true)),
    un(0x00189346, hiddenItems(patientItem(file, "UN with items, code sequence"))),
    un(0x00081149, hiddenItems(patientItem(file, "UN with items, unknown attribute"))),
    un(0x00181160, hiddenItems(patientItem(file, "UN with items, attribute of text"))),
  );
};

const privateBlocks: HidingPlace = (file) => {
  const block = (place: string): DataElement[] => [
    text(0x00190010, "LO", "ACME 1.1"),
    text(0x001900aa, "LO", file.plant(place, "creator")),
    text(0x00191001, "LO", file.plant(place, "text")),
    DataElement.ofBytes(0x00191002, "UN", Buffer.from(file.plant(place, "UN"), "latin1")),
    DataElement.ofBytes(0x00191003, "UN", hiddenItems(patientItem(file, place))),
    DataElement.ofItems(0x00191004, [new Item(patientItem(file, place))], true),
    text(0x0019aa01, "PN", `${file.plant(place, "PN")}^Pat`),
    text(0x00211101, "LO", file.plant(place, "block without creator")),
  ];
  const inItem = new Item(block("private blocks, in an item"));
  file.add(
    ...block("private blocks, at the top"),
    DataElement.ofItems(0x0040a385, [new Item([DataElement.ofItems(0x00081115, [inItem])])]),
  );
};

/**
 * Attributes of creators that Table E.3.10-1 calls safe, with values that no safe attribute has: in other elements of
 * the same block, under a creator that was written twice, in the item of a safe sequence.
 */
const besideSafePrivate: HidingPlace = (file) => {
  const place = "private blocks, beside safe attributes";
  file.add(
    text(0x70530010, "LO", "Philips PET Private Group"),
    text(0x70531000, "DS", "1.5"), // SUV scale factor, safe
    text(0x70531003, "ST", file.plant(place, "another element of a safe block")),
    text(0x00190010, "LO", "SIEMENS MR HEADER"),
    text(0x00190011, "LO", "SIEMENS MR HEADER"),
    text(0x0019100c, "IS", "1000"),
    text(0x0019110c, "IS", file.plant(place, "creator reserved twice")),
    text(0x00430010, "LO", "GEMS_PARM_01"),
    text(0x0043106f, "LO", file.plant(place, "text in a block of numbers")),
  );
};

const deepSequences: HidingPlace = (file) => {
  let items = [new Item(patientItem(file, "sequences, twelve deep"))];
  for (let depth = 0; depth < 12; depth++)
    items = [new Item([DataElement.ofItems(0x00081115, items, depth % 2 === 0)])];
  file.add(
    DataElement.ofItems(0x0040a385, items),
    DataElement.ofItems(0x52009229, [
      itemOf(
        createDataSet({
          FrameContentSequence: [
            {
              FrameAcquisitionDateTime: `${file.plant("functional groups", "date and time", (o) => o.has("retainLongitudinalTemporalInformationFullDates"), file.tokens.date())}101112`,
              FrameComments: file.plant("functional groups", "FrameComments"),
            },
          ],
        }),
      ),
    ]),
  );
};

export const NESTED_PLACES: Readonly<Record<string, HidingPlace>> = {
  "un-items": unItems,
  "private-blocks": privateBlocks,
  "beside-safe-private": besideSafePrivate,
  "deep-sequences": deepSequences,
};
