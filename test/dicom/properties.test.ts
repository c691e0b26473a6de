import { expect } from "chai";
import fc from "fast-check";
import {
  BufferSource,
  DataSet,
  DicomError,
  planToBuffer,
  planWrite,
  readDicom,
  transferSyntaxOf,
  type TransferSyntax,
} from "../../dicom";
import { dataSets } from "../support/dicom/arbitrary";
import { describeDataSet } from "../support/dicom/describeDataSet";

const SYNTAXES = ["1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"].map(
  (uid) => transferSyntaxOf(uid) as TransferSyntax,
);
const WINDOWS = [1, 2, 7, 64 * 1024];

const write = (dataSet: DataSet, transferSyntax: TransferSyntax) =>
  planToBuffer(planWrite({ fileMeta: new DataSet([]), dataSet, transferSyntax }));

describe("reading and writing any data set", () => {
  it("gives back what was written, whatever the transfer syntax and the read window", async () => {
    await fc.assert(
      fc.asyncProperty(dataSets, fc.constantFrom(...SYNTAXES), async (dataSet, transferSyntax) => {
        const bytes = await write(dataSet, transferSyntax);
        const expected = await describeDataSet(
          (await readDicom(new BufferSource(await write(dataSet, SYNTAXES[0] as TransferSyntax)))).dataSet,
        );
        expect(expected).to.have.length(dataSet.elements.length);
        for (const windowBytes of WINDOWS) {
          const object = await readDicom(new BufferSource(bytes), { windowBytes });
          const plain = await readDicom(
            new BufferSource(await write(object.dataSet, SYNTAXES[0] as TransferSyntax)),
          );
          expect(await describeDataSet(plain.dataSet)).to.deep.equal(expected);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("gives the same bytes the second time", async () => {
    await fc.assert(
      fc.asyncProperty(dataSets, fc.constantFrom(...SYNTAXES), async (dataSet, transferSyntax) => {
        const once = await write(dataSet, transferSyntax);
        const again = await planToBuffer(planWrite(await readDicom(new BufferSource(once))));
        expect(Buffer.from(again).equals(once)).to.equal(true);
      }),
      { numRuns: 150 },
    );
  });

  it("ends in a data set or a DicomError after any damage", async () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        dataSets,
        fc.constantFrom(...SYNTAXES),
        damage,
        fc.nat(),
        async (dataSet, syntax, hits, cut) => {
          const bytes = Uint8Array.from(await write(dataSet, syntax));
          for (const [at, value] of hits) bytes[132 + (at % (bytes.length - 132))] = value;
          const damaged = cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes;
          try {
            await planToBuffer(planWrite(await readDicom(new BufferSource(damaged))));
          } catch (error) {
            expect(error).to.be.instanceOf(DicomError);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });
});
