import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { planToBuffer, planWrite, readDicom, writePlanToFile } from "../../../../dicom";
import { BlockingFileSource } from "../../../../src/cli/deidentify/blockingFileSource";
import { BlockingFileWriter } from "../../../../src/cli/deidentify/blockingFileWriter";
import { BASIC, deidentified } from "../../../support/dicom/deidentified";
import { imageObject } from "../../../support/dicom/images";

describe("files written without giving way", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "blocking-"));
  });
  after(() => rm(folder, { recursive: true }));

  it("have the same pixels blanked as any other output, in every frame of some mebibytes", async () => {
    const form = { rows: 600, columns: 700, samples: 3, photometric: "RGB", planar: 0, frames: 3 } as const;
    const pixels = {
      rules: [{ rows: 600, regions: [{ x: 3, y: 5, width: 690, height: 31 }] }],
      letThrough: [],
    };
    const path = join(folder, "image.dcm");
    await writePlanToFile(planWrite(imageObject(form, new Uint8Array(600 * 700 * 9).fill(9))), path);
    const source = BlockingFileSource.open(path);
    try {
      const { plan } = deidentified(await readDicom(source), { ...BASIC, pixels });
      const output = join(folder, "output.dcm");
      expect(await new BlockingFileWriter().write(plan, output)).to.equal(plan.sizeBytes);
      const bytes = await readFile(output);
      expect(bytes.equals(await planToBuffer(plan))).to.equal(true);
      expect(bytes.subarray(-600 * 700 * 9).filter((byte) => byte === 0).length).to.equal(690 * 31 * 9);
    } finally {
      source.close();
    }
  });
});
