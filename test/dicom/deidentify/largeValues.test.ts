import { expect } from "chai";
import { DataElement, deidentify, type ByteSource, type Vr } from "../../../dicom";
import { element, objectOf, sequence } from "../../support/dicom/dataSets";
import { BASIC, deidentified, KEY, outputText, textAt } from "../../support/dicom/deidentified";

/** A source of 5 GB that may not be read. */
const SOURCE: ByteSource = {
  sizeBytes: 5e9,
  read: () => Promise.reject(new Error("a long value was read")),
};

function range(tag: number, vr: Vr, lengthBytes: number): DataElement {
  return new DataElement(tag, vr, {
    kind: "range",
    source: SOURCE,
    offset: 1e6,
    lengthBytes,
    bigEndian: false,
  });
}

/** Of documents, Table E.1-1 then says what happens to them. */
const LET_THROUGH = { ...BASIC, pixels: { rules: [], letThrough: ["encapsulatedDocument"] } };

describe("long values", () => {
  it("that stay are the same ranges of the source in the plan", () => {
    const { plan } = deidentified(objectOf([range(0x7fe00010, "OW", 4e9)]));
    const ranges = plan.segments.filter((segment) => segment.kind === "range");
    expect(ranges).to.deep.equal([
      { kind: "range", source: SOURCE, offset: 1e6, lengthBytes: 4e9, rule: "kept: not in Table E.1-1" },
    ]);
  });

  it("stay encapsulated as they are where that is let through, or was looked at", () => {
    const value = {
      kind: "fragments",
      source: SOURCE,
      offset: 9,
      lengthBytes: 4e9,
      offsetTableBytes: 0,
      fragmentCount: 3,
    } as const;
    const image = objectOf([new DataElement(0x7fe00010, "OB", value)]);
    const pixels = { rules: [], letThrough: ["fragmentMetadata"] };
    for (const { plan, object } of [
      deidentified(image, { ...BASIC, pixels }),
      deidentify(image, {
        policy: BASIC,
        key: KEY,
        fragments: { value, patches: [], extendedTableAgrees: true },
      }),
    ]) {
      expect(object.dataSet.get(0x7fe00010)?.value).to.equal(value);
      expect(plan.segments.some((segment) => segment.kind === "range" && segment.offset === 9)).to.equal(
        true,
      );
    }
    expect(() => deidentified(image)).to.throw(/nobody has looked/);
  });

  it("that go or become dummies are neither read nor in the plan", async () => {
    const subjects = [
      range(0x00104000, "LT", 1e5), // PatientComments, X
      range(0x00081010, "SH", 1e5), // StationName, X/Z/D
      range(0x00080050, "SH", 1e5), // AccessionNumber, Z
      range(0x00200052, "UI", 1e5), // FrameOfReferenceUID, U
      range(0x00080020, "DA", 1e5), // StudyDate, Z
      range(0x00100020, "LO", 1e5), // PatientID, the pseudonym
      range(0x00420011, "OB", 1e5), // EncapsulatedDocument, D
      range(0x60003000, "OW", 1e5), // OverlayData, X
      range(0x00191001, "OB", 1e5),
    ];
    const result = deidentified(
      objectOf([...subjects, sequence("PertinentOtherEvidenceSequence", subjects)]),
      LET_THROUGH,
    );
    expect(result.plan.segments.every(({ kind }) => kind === "literal")).to.equal(true);
    expect(await outputText(result)).to.have.length(result.plan.sizeBytes);
  });
});

describe("encapsulated documents that are let through", () => {
  it("give way to a dummy whose length is said rightly", async () => {
    const document = Buffer.from("%PDF-1.7 Sentinel");
    const result = deidentified(
      objectOf([
        element("EncapsulatedDocument", document),
        element("EncapsulatedDocumentLength", Uint8Array.of(document.length, 0, 0, 0)),
        element("MIMETypeOfEncapsulatedDocument", "application/pdf"),
      ]),
      LET_THROUGH,
    );
    const { dataSet } = result.object;
    expect(await outputText(result)).not.to.include("Sentinel");
    expect(textAt(dataSet, "EncapsulatedDocumentLength")).to.equal("\x02");
    expect(dataSet.get(0x00420011)?.value).to.include({ lengthBytes: 2 });
  });
});
