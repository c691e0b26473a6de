import { expect } from "chai";
import { BufferSource, DicomOutputError, planToBuffer, planWrite, type DataElement } from "../../../../dicom";
import { element, objectOf, sequence } from "../../../support/dicom/dataSets";
import { BASIC, deidentified, policyWith } from "../../../support/dicom/deidentified";
import { allFixtures } from "../../../support/dicom/fixtures";
import { DicomError, readDicom } from "../../../../dicom";
import { rejection } from "../../../support/dicom/rejection";

const CONTENT = [
  element("PatientBirthDate", "19580312"),
  sequence("ProcedureCodeSequence", [element("CodeValue", "P1-1")]),
  element("PixelData", Uint8Array.of(1, 2), "OW"),
];
const deidentification = deidentified(objectOf(CONTENT), policyWith());
const { object, plan } = deidentification;

const verify = (bytes: Uint8Array) => plan.checks?.verify(new BufferSource(bytes));

/** What is said of the planned output with a few elements besides, or in the place of what was planned. */
async function faultOf(...elements: readonly DataElement[]): Promise<string> {
  const dataSet = elements.reduce((edited, one) => edited.with(one), object.dataSet);
  return faultIn(await planToBuffer(planWrite({ ...object, dataSet })));
}

async function faultIn(bytes: Uint8Array): Promise<string> {
  const error = await rejection(verify(bytes) ?? Promise.resolve());
  expect(error).to.be.instanceOf(DicomOutputError);
  return `${error.code} ${error.path ?? ""}`.trim();
}

describe("reading the header of an output again", () => {
  it("finds nothing in an output as it was planned", async () => {
    await verify(await planToBuffer(planWrite(object)));
  });

  it("finds what the policy removes or empties", async () => {
    expect(await faultOf(element("PatientBirthDate", "19580312"))).to.equal("FORBIDDEN_IN_OUTPUT 00100030");
    expect(await faultOf(element("PatientComments", "x"))).to.equal("FORBIDDEN_IN_OUTPUT 00104000");
    expect(await faultOf(element(0x00091001, "x", "LO"))).to.equal("FORBIDDEN_IN_OUTPUT 00091001");
    const item = [element("CodeValue", "P1-1"), element("PersonName", "x")];
    expect(await faultOf(sequence("ProcedureCodeSequence", item))).to.equal(
      "FORBIDDEN_IN_OUTPUT 00081032[0].0040A123",
    );
  });

  it("finds what is missing", async () => {
    const without = async (
      name: "SOPInstanceUID" | "PatientIdentityRemoved" | "DeidentificationMethodCodeSequence" | "PatientID",
    ) => faultIn(await planToBuffer(planWrite({ ...object, dataSet: object.dataSet.without(name) })));
    expect(await without("SOPInstanceUID")).to.equal("INCOMPLETE_OUTPUT 00020003");
    expect(await without("PatientIdentityRemoved")).to.equal("INCOMPLETE_OUTPUT 00120062");
    expect(await without("DeidentificationMethodCodeSequence")).to.equal("INCOMPLETE_OUTPUT 00120064");
    expect(await without("PatientID")).to.equal("FORBIDDEN_IN_OUTPUT 00100030");
    expect(await faultOf(sequence("ProcedureCodeSequence"))).to.equal("INCOMPLETE_OUTPUT 00081032");
  });

  it("finds a preamble, and file meta information that is not this one's", async () => {
    const bytes = Buffer.from(await planToBuffer(planWrite(object)));
    const changed = (offset: number, text: string) => {
      const copy = Buffer.from(bytes);
      copy.write(text, offset, "latin1");
      return copy;
    };
    expect(await faultIn(changed(7, "II*"))).to.equal("FORBIDDEN_IN_OUTPUT");
    expect(await faultIn(changed(bytes.indexOf("2.25."), "9"))).to.equal("INCOMPLETE_OUTPUT 00020003");
    const fileMeta = object.fileMeta.with(element("SourceApplicationEntityTitle", "SCANNER"));
    expect(await faultIn(await planToBuffer(planWrite({ ...object, fileMeta })))).to.equal(
      "FORBIDDEN_IN_OUTPUT 00020016",
    );
  });

  it("finds an output that cannot be read", async () => {
    const bytes = await planToBuffer(planWrite(object));
    expect(await faultIn(bytes.subarray(0, bytes.length - 40))).to.match(/^(UNREADABLE|INCOMPLETE)_OUTPUT/);
    expect(await faultIn(Buffer.from("no DICOM file"))).to.equal("UNREADABLE_OUTPUT");
  });

  it("finds nothing in the outputs of all fixtures", async () => {
    let written = 0;
    for (const { name, bytes } of await allFixtures()) {
      for (const policy of [BASIC, policyWith(["retainUids"])]) {
        const output = await readDicom(new BufferSource(bytes))
          .then((source) => deidentified(source, policy))
          .catch((error: unknown) => {
            if (!(error instanceof DicomError)) throw error;
          });
        if (!output) continue;
        await planToBuffer(output.plan).catch((error: unknown) => expect.fail(`${name}: ${String(error)}`));
        written++;
      }
    }
    expect(written).to.be.greaterThan(20);
  });
});
