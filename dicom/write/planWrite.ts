import { groupOf } from "../dictionary/tag";
import { FILE_META_INFORMATION_GROUP_LENGTH, TRANSFER_SYNTAX_UID } from "../dictionary/tags";
import type { DataElement } from "../model/dataElement";
import { DataSet } from "../model/dataSet";
import type { DicomObject } from "../model/dicomObject";
import { META_ENCODING, META_GROUP, PREAMBLE_BYTES, PREFIX } from "../syntax/fileFormat";
import { refuseUnsupported, transferSyntaxOf } from "../syntax/transferSyntax";
import { asciiElement } from "../text/asciiText";
import { DataSetWriter, type Attribution } from "./dataSetWriter";
import { dataSetBytes } from "./elementSize";
import { PlanBuilder, type WritePlan } from "./writePlan";

const META_RULE = "file meta information, PS3.10 §7.1";

/** What is written: an object without a preamble gets one of zeros. */
export type WritableObject = Pick<DicomObject, "fileMeta" | "dataSet" | "transferSyntax"> &
  Partial<Pick<DicomObject, "preamble">>;

/**
 * Plans the file of an object (PS3.10 §7): preamble, prefix, file meta information with its length and
 * transfer syntax set right, data set encoded as `object.transferSyntax` is by the standard. Group lengths, and group 0002 in the data set,
 * are left out, odd values padded, values too long for their VR written as UN.
 *
 * @param attribution names the rule by which each element of the data set is in the output
 * @throws DicomUnsupportedError `UNSUPPORTED_TRANSFER_SYNTAX`
 */
export function planWrite(
  object: WritableObject,
  attribution: Attribution = () => "written as it was read",
): WritePlan {
  refuseUnsupported(object.transferSyntax);
  const plan = new PlanBuilder();
  plan.literal.bytes(object.preamble ?? new Uint8Array(PREAMBLE_BYTES));
  plan.literal.bytes(Buffer.from(PREFIX, "latin1"));
  plan.attribute(object.preamble ? "preamble as it was read" : "preamble of zeros, PS3.10 §7.1");
  writeFileMeta(plan, object);
  // Of a file that contradicts its transfer syntax, the object has the encoding that was found: it is put right.
  const encoding = transferSyntaxOf(object.transferSyntax.uid) ?? object.transferSyntax;
  const deflateFrom = encoding.deflated ? plan.flush() : undefined;
  new DataSetWriter(plan, encoding, attribution).write(withoutFileMeta(object.dataSet));
  return plan.build(deflateFrom);
}

/**
 * Elements of group 0002 belong to the file meta information only (PS3.10 §7.1): behind it, at the start of the data
 * set, they would be read as part of it.
 */
function withoutFileMeta(dataSet: DataSet): DataSet {
  const isMeta = ({ tag }: DataElement) => groupOf(tag) === META_GROUP;
  return dataSet.elements.some(isMeta)
    ? new DataSet(dataSet.elements.filter((element) => !isMeta(element)))
    : dataSet;
}

function writeFileMeta(plan: PlanBuilder, object: WritableObject): void {
  const { uid } = object.transferSyntax;
  const others = object.fileMeta.elements.filter(
    ({ tag }) => groupOf(tag) === META_GROUP && tag !== FILE_META_INFORMATION_GROUP_LENGTH,
  );
  const meta = new DataSet(others).with(asciiElement(TRANSFER_SYNTAX_UID, "UI", uid));
  const { literal } = plan;
  literal.uint16(META_GROUP, true);
  literal.uint16(0x0000, true);
  literal.bytes(Buffer.from("UL", "latin1"));
  literal.uint16(4, true);
  literal.uint32(dataSetBytes(meta, true, new Map()), true);
  plan.attribute(META_RULE);
  new DataSetWriter(plan, META_ENCODING, () => META_RULE).write(meta);
}
