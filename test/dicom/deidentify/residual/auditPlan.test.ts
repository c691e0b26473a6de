import { expect } from "chai";
import fc from "fast-check";
import {
  BufferSource,
  DataElement,
  DataSet,
  DicomError,
  planWrite,
  readDicom,
  transferSyntaxOf,
  type DicomObject,
  type WritePlan,
} from "../../../../dicom";
import { auditPlan } from "../../../support/dicom/auditPlan";
import { dataSets, encapsulatedDataSets } from "../../../support/dicom/arbitrary";
import { objectOf } from "../../../support/dicom/dataSets";
import {
  BASIC,
  deidentified,
  MODIFIED_DATES,
  policyWith,
  letThrough,
} from "../../../support/dicom/deidentified";
import { allFixtures } from "../../../support/dicom/fixtures";

const POLICIES = [
  BASIC,
  policyWith([MODIFIED_DATES]),
  policyWith(["retainUids", "retainDeviceIdentity", "retainInstitutionIdentity"]),
  policyWith([], [{ attribute: "PixelData", action: "X" }]),
  policyWith([], [{ attribute: "0009,ACME 1.0,01", action: "K" }]),
];

/** Values above some bytes as ranges, as a reader with small limits leaves them. */
async function withRanges(object: DicomObject, inlineValueBytes: number): Promise<DicomObject> {
  const bytes = Buffer.concat(await chunksOf(planWrite(object)));
  return readDicom(new BufferSource(bytes), { limits: { inlineValueBytes } });
}

async function chunksOf({ segments }: WritePlan): Promise<Uint8Array[]> {
  return Promise.all(
    segments.map((one) =>
      one.kind === "literal" ? Promise.resolve(one.bytes) : one.source.read(one.offset, one.lengthBytes),
    ),
  );
}

describe("the plan of a de-identification", () => {
  it("accounts for every byte of any data set, by a rule or a range that a rule let through", async () => {
    const syntaxes = fc.constantFrom("1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2");
    await fc.assert(
      fc.asyncProperty(dataSets, syntaxes, fc.constantFrom(...POLICIES), async (content, uid, policy) => {
        const transferSyntax = transferSyntaxOf(uid);
        const object = objectOf(content.elements, transferSyntax && { transferSyntax });
        const source = await withRanges(object, 64);
        const { plan, object: edited } = deidentified(source, policy);
        expect(auditPlan(plan, { source, edited })).to.deep.equal([]);
      }),
      { numRuns: 200 },
    );
  });

  it("accounts for encapsulated pixel data", async () => {
    const transferSyntax = transferSyntaxOf("1.2.840.10008.1.2.4.90");
    await fc.assert(
      fc.asyncProperty(encapsulatedDataSets, fc.constantFrom(...POLICIES), async (content, policy) => {
        const source = objectOf(content.elements, transferSyntax && { transferSyntax });
        const { plan, object: edited } = deidentified(source, letThrough(policy));
        expect(auditPlan(plan, { source, edited })).to.deep.equal([]);
        await Promise.resolve();
      }),
      { numRuns: 50 },
    );
  });

  it("accounts for every byte of every fixture that is de-identified at all", async () => {
    let audited = 0;
    for (const { name, bytes } of await allFixtures()) {
      for (const policy of POLICIES) {
        try {
          const source = await readDicom(new BufferSource(bytes), { limits: { inlineValueBytes: 64 } });
          const { plan, object: edited } = deidentified(source, policy);
          expect(auditPlan(plan, { source, edited }), name).to.deep.equal([]);
          audited++;
        } catch (error) {
          if (!(error instanceof DicomError)) throw error;
        }
      }
    }
    expect(audited).to.be.greaterThan(50);
  });

  describe("is faulted by the audit", () => {
    const long = new BufferSource(Buffer.alloc(100));
    const pixels = (offset: number) =>
      new DataElement(0x7fe00010, "OW", {
        kind: "range",
        source: long,
        offset,
        lengthBytes: 50,
        bigEndian: false,
      });
    const source = objectOf([pixels(0)]);
    const { plan, object: edited } = deidentified(source);
    const [head, range] = plan.segments;
    if (head?.kind !== "literal" || range?.kind !== "range") throw new Error("an unexpected plan");
    const faults = (changed: Partial<WritePlan>, origin: DicomObject = edited) =>
      auditPlan({ ...plan, ...changed }, { source, edited: origin });

    it("not as it is", () => expect(faults({})).to.deep.equal([]));

    it("where a byte has no rule", () => {
      const { spans } = head;
      expect(faults({ segments: [{ ...head, spans: spans.slice(0, -1) }, range] })).to.deep.equal([
        "segment 0: spans do not cover the bytes",
      ]);
      expect(
        faults({ segments: [{ ...head, spans: [{ endOffset: head.bytes.length, rule: "" }] }, range] }),
      ).to.deep.equal(["segment 0: a span has no rule"]);
      expect(faults({ segments: [head, { ...range, rule: "" }] })).to.deep.equal([
        "segment 1: a range has no rule",
      ]);
    });

    it("where it has another size than it says", () => {
      expect(faults({ sizeBytes: plan.sizeBytes + 1 })).to.deep.equal([
        "the plan has another size than its segments",
      ]);
    });

    it("where it copies more or less than what was kept", () => {
      expect(faults({ segments: [head, { ...range, lengthBytes: 60 }], sizeBytes: plan.sizeBytes + 10 }))
        .to.include("segment 1: a range is no value of the source")
        .and.to.include("a long value that was kept is not written");
      expect(faults({}, { ...edited, dataSet: new DataSet([]) })).to.deep.equal([
        "segment 1: a range is no value that was kept",
      ]);
      const twice = { segments: [head, range, range], sizeBytes: plan.sizeBytes + 50 };
      expect(faults(twice)).to.deep.equal(["segment 2: a range is no value that was kept"]);
    });
  });
});
