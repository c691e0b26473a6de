import { bytesOf, formatTag, type ByteSource, type DataSet } from "../../../dicom";

/** A data set as plain JSON, long values read, so that two of them can be compared. */
export async function describeDataSet(dataSet: DataSet): Promise<unknown[]> {
  const described: unknown[] = [];
  for (const { tag, vr, value } of dataSet.elements) {
    const head = `${formatTag(tag)} ${vr}`;
    switch (value.kind) {
      case "sequence":
        described.push([head, await Promise.all(value.items.map(describeDataSet))]);
        break;
      case "bytes":
        described.push([head, Buffer.from(bytesOf(value)).toString("hex")]);
        break;
      case "range":
        described.push([head, await hexOf(value.source, value.offset, value.lengthBytes)]);
        break;
      case "fragments":
        described.push([
          head,
          value.fragmentCount,
          await hexOf(value.source, value.offset, value.lengthBytes),
        ]);
        break;
    }
  }
  return described;
}

async function hexOf(source: ByteSource, offset: number, lengthBytes: number): Promise<string> {
  return Buffer.from(await source.read(offset, lengthBytes)).toString("hex");
}
