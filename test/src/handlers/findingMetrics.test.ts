import { expect } from "chai";
import sinon from "sinon";
import { createHandler as createIngestion } from "../../../src/handlers/ingestion";
import { createHandler as createValidation } from "../../../src/handlers/validation";
import type { Metrics } from "../../../src/pipeline/ports";
import type { ValidationPreset } from "../../../src/validationPolicy";
import { ctFile } from "../pipeline/support/ctFile";
import { MemoryReader } from "../pipeline/support/memoryPorts";
import { CapturedLog } from "./support/lines";
import { SETTINGS } from "./support/settings";
import { stepEvent } from "./support/stepEvent";

/** Without a Patient ID, and with a code that has a lower-case letter. */
const FAULTY = ctFile({ 0x00100020: undefined, 0x00080060: ["CS", "ct"] });

describe("the metric of findings", () => {
  async function counted(createHandler: typeof createIngestion, bytes: Uint8Array, preset: ValidationPreset) {
    const record = sinon.stub<Parameters<Metrics["record"]>>();
    const runtime = { log: new CapturedLog().log, metrics: { record }, clock: { monotonicMs: () => 0 } };
    const settings = { ...SETTINGS, validationPolicy: { preset, codes: {} } };
    const handler = createHandler(settings, { runtime, reader: new MemoryReader(bytes) });
    const { statusCode } = await handler(stepEvent());
    const metrics = record.args.flat(2).filter(({ name }) => name === "ValidationFindings");
    const counts = metrics.map(({ value, dimensions }) => [(dimensions as { Code: string }).Code, value]);
    return { statusCode, counts: Object.fromEntries(counts) as object };
  }

  it("counts errors and warnings by code, whether the object passes, is held or is rejected", async () => {
    const passing = await counted(createValidation, FAULTY, "lenient");
    expect(passing.statusCode).to.equal(200);
    expect(passing.counts).to.include({ MISSING_ATTRIBUTE: 1, INVALID_CODE: 1 });
    for (const preset of ["standard", "strict"] as const) {
      const refused = await counted(createValidation, FAULTY, preset);
      expect(refused).to.deep.equal({ statusCode: 422, counts: passing.counts });
    }
  });

  it("counts what reading refuses, where it is refused", async () => {
    const cut = FAULTY.subarray(0, 400);
    for (const createHandler of [createIngestion, createValidation])
      expect(await counted(createHandler, cut, "lenient")).to.deep.equal({
        statusCode: 422,
        counts: { TRUNCATED_ELEMENT: 1 },
      });
  });
});
