import { ENCAPSULATED_DOCUMENT, ENCAPSULATED_DOCUMENT_LENGTH } from "../../dictionary/tags";
import { DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import type { EditSession } from "../actions/editSession";
import { insertElement } from "../actions/insertElement";

/** Makes Encapsulated Document Length (PS3.3 C.24.2) that of the dummy which took the place of the document. */
export function settleEncapsulatedDocument(
  source: DataSet,
  elements: DataElement[],
  session: EditSession,
): void {
  const length = elements.find(({ tag }) => tag === ENCAPSULATED_DOCUMENT_LENGTH);
  const document = elements.find(({ tag }) => tag === ENCAPSULATED_DOCUMENT);
  if (!length || !document || document === source.get(ENCAPSULATED_DOCUMENT)) return;
  const bytes = new Uint8Array(4);
  const lengthBytes = document.value.kind === "sequence" ? 0 : document.value.lengthBytes;
  new DataView(bytes.buffer).setUint32(0, lengthBytes, true);
  const settled = DataElement.ofBytes(ENCAPSULATED_DOCUMENT_LENGTH, "UL", bytes);
  session.attribute(settled, "length of the dummied document");
  insertElement(elements, settled);
}
