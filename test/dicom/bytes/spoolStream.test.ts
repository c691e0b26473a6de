import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect } from "chai";
import {
  BufferSource,
  createDataSet,
  DataSet,
  planChunks,
  planWrite,
  readDicom,
  spoolStream,
  transferSyntaxOf,
  type TransferSyntax,
} from "../../../dicom";
import { describeDataSet } from "../../support/dicom/describeDataSet";
import { rejection } from "../../support/dicom/rejection";

const dataSet = createDataSet({
  Modality: "CT",
  PatientName: "A^B",
  PixelData: new Uint8Array(300_000).fill(7),
});
const plan = planWrite({
  fileMeta: new DataSet([]),
  dataSet,
  transferSyntax: transferSyntaxOf("1.2.840.10008.1.2.1") as TransferSyntax,
});

describe("spoolStream", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "spool-test-"));
  });
  afterEach(() => rm(directory, { recursive: true }));

  for (const [where, inMemoryBytes] of [
    ["memory", 1_000_000],
    ["a file", 1000],
  ] as const) {
    it(`keeps a stream in ${where}, to be read at random, and leaves nothing`, async () => {
      const source = await spoolStream(Readable.from(planChunks(plan)), { inMemoryBytes, directory });
      expect(await readdir(directory)).to.have.length(where === "memory" ? 0 : 1);
      expect(source.sizeBytes).to.equal(plan.sizeBytes);
      const object = await readDicom(source);
      expect(await describeDataSet(object.dataSet)).to.deep.equal(await describeDataSet(dataSet));
      await source.close();
      expect(await readdir(directory)).to.be.empty;
    });
  }

  it("takes in a web stream too", async () => {
    const web = Readable.toWeb(Readable.from(planChunks(plan))) as unknown as AsyncIterable<Uint8Array>;
    const source = await spoolStream(web, { inMemoryBytes: 1000, directory });
    expect((await readDicom(source)).dataSet.elements).to.have.length(3);
    await source.close();
  });

  it("refuses a stream that is longer than its limit, and leaves nothing", async () => {
    const work = spoolStream(Readable.from(planChunks(plan)), {
      inMemoryBytes: 1000,
      limitBytes: 200_000,
      directory,
    });
    expect((await rejection(work)).code).to.equal("STREAM_TOO_LONG");
    expect(await readdir(directory)).to.be.empty;
  });

  it("passes on the failure of a stream, and leaves nothing", async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield* planChunks(plan);
      await Promise.reject(new Error("the line is dead"));
    }
    const failure = await spoolStream(failing(), { inMemoryBytes: 1000, directory }).catch(
      (error: unknown) => error,
    );
    expect(failure).to.have.property("message", "the line is dead");
    expect(await readdir(directory)).to.be.empty;
  });

  it("reads an empty stream as an empty source", async () => {
    const source = await spoolStream(Readable.from([]));
    expect(source.sizeBytes).to.equal(new BufferSource(new Uint8Array()).sizeBytes);
  });
});
