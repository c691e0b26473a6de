import { expect } from "chai";
import { BufferSource, readDicom } from "../../../dicom";
import { rejectionOf } from "../../../src/pipeline/rejection";
import { validateDicom } from "../../../dicom/validate/validateDicom";
import { buildCorpus } from "../../../tools/leaks/corpus/corpus";

describe("what a validation finds in files with identifiers in every place", () => {
  it("has none of them", async () => {
    let findings = 0;
    for (const { name, bytes, plants } of await buildCorpus("quick")) {
      const told = JSON.stringify(await findingsOf(bytes)).toUpperCase();
      findings += told.split('"CODE"').length - 1;
      const left = plants.filter(({ needle }) => told.includes(needle.toUpperCase()));
      expect(left, name).to.deep.equal([]);
    }
    expect(findings).to.be.greaterThan(1000);
  });

  async function findingsOf(bytes: Uint8Array): Promise<unknown> {
    try {
      const object = await readDicom(new BufferSource(bytes));
      return validateDicom(object, { maxFindings: Infinity, maxOfOneKind: Infinity }).findings;
    } catch (error) {
      const rejection = rejectionOf(error);
      if (!rejection) throw error;
      return rejection;
    }
  }
});
