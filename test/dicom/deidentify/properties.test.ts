import { expect } from "chai";
import fc from "fast-check";
import {
  attributeOf,
  BufferSource,
  DataElement,
  type DataSet,
  planToBuffer,
  readDicom,
  tagOf,
  transferSyntaxOf,
  type Vr,
} from "../../../dicom";
import { confidentialityRows } from "../../../dicom/deidentify/rules/confidentiality";
import { VR_TRAITS } from "../../../dicom/dictionary/vr";
import { objectOf, sequence, vrOfName } from "../../support/dicom/dataSets";
import { deidentified, letThrough, MODIFIED_DATES, policyWith } from "../../support/dicom/deidentified";

const LISTED = confidentialityRows()
  .filter(({ tag }) => /^[0-9A-F]{8}$/.test(tag))
  .map(({ tag }) => parseInt(tag, 16));
const UNLISTED = [
  tagOf("Modality"),
  tagOf("Rows"),
  tagOf("Manufacturer"),
  tagOf("ReferencedSOPClassUID"),
  tagOf("EvaluatorName"),
  tagOf("SecondaryReviewDate"),
  tagOf("RetrieveURL"),
  tagOf("DeidentificationMethod"),
  tagOf("SpecificCharacterSet"),
  0x00080003,
  0x00190010,
  0x00191001,
  0x60020022,
];
const VRS = (Object.keys(VR_TRAITS) as Vr[]).filter((vr) => vr !== "SQ");

const tags = fc.oneof(fc.constantFrom(...LISTED), fc.constantFrom(...UNLISTED));

/** Any bytes under the attribute's own VR, or under any other. */
const leaf = fc
  .tuple(tags, fc.option(fc.constantFrom(...VRS)), fc.uint8Array({ maxLength: 24 }))
  .map(([tag, vr, bytes]) => {
    const own = vrOfName(tag);
    const chosen = vr ?? (own === "SQ" ? "UN" : own);
    const unit = Math.max(2, VR_TRAITS[chosen].unitBytes);
    return DataElement.ofBytes(tag, chosen, bytes.subarray(0, bytes.length - (bytes.length % unit)));
  });

const elements = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tags, fc.array(fc.array(leaf, { maxLength: 4 }), { maxLength: 2 }))
        .map(([tag, items]) => sequence(tag, ...items)),
    },
  ),
  { maxLength: 12 },
);

const syntaxes = fc.constantFrom("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2");

const policies = [
  policyWith(),
  policyWith([MODIFIED_DATES]),
  policyWith(["retainUids", "retainDeviceIdentity"]),
].map(letThrough);

function leavesOf(dataSet: DataSet): DataElement[] {
  return dataSet.elements.flatMap((one) => [
    one,
    ...(one.value.kind === "sequence" ? one.value.items.flatMap(leavesOf) : []),
  ]);
}

describe("de-identifying any data set", () => {
  it("gives a file that is read back without a warning and has known, public attributes only", async () => {
    await fc.assert(
      fc.asyncProperty(elements, syntaxes, fc.constantFrom(...policies), async (content, uid, policy) => {
        const protectedTags = new Set([0x00080016, 0x00080018, 0x00020003, 0x00041511]);
        const transferSyntax = transferSyntaxOf(uid);
        const object = objectOf(
          content.filter(({ tag }) => !protectedTags.has(tag)),
          transferSyntax && { transferSyntax },
        );
        const again = await readDicom(
          new BufferSource(await planToBuffer(deidentified(object, policy).plan)),
        );
        // Specific Character Set stays what it is, or text could not be read; an object that is no file may have UN anywhere.
        const warnings = again.warnings.filter(
          ({ tag, code }) => tag !== "00080005" && code !== "KNOWN_ATTRIBUTE_AS_UN",
        );
        expect(warnings).to.deep.equal([]);
        for (const { tag } of leavesOf(again.dataSet)) {
          expect(attributeOf(tag), tag.toString(16)).not.to.equal(undefined);
          expect((tag >>> 16) % 2, tag.toString(16)).to.equal(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});
