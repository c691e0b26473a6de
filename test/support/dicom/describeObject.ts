import { bytesOf, type DataElement, type DataSet, type DicomObject } from "../../../dicom";

/** Everything that reading found out, as plain values: two readings of the same bytes have to agree in all of it. */
export function describeObject(object: DicomObject): unknown {
  const { preamble, fileMeta, dataSet, transferSyntax, warnings, headerBytes } = object;
  return {
    preamble: preamble && Buffer.from(preamble).toString("hex"),
    fileMeta: describe(fileMeta),
    dataSet: describe(dataSet),
    transferSyntax,
    warnings: [...warnings],
    headerBytes,
  };
}

function describe(dataSet: DataSet): unknown[] {
  return dataSet.elements.map((element) => [element.tag, element.vr, describeValue(element)]);
}

function describeValue({ value }: DataElement): unknown {
  switch (value.kind) {
    case "sequence":
      return [
        value.undefinedLength,
        value.items.map((item) => [item.undefinedLength, describe(item), item.parent !== undefined]),
      ];
    case "bytes":
      return [value.bigEndian, Buffer.from(bytesOf(value)).toString("hex")];
    case "range":
      return ["range", value.bigEndian, value.offset, value.lengthBytes];
    case "fragments":
      return ["fragments", value.offset, value.lengthBytes, value.offsetTableBytes, value.fragmentCount];
  }
}
