import { expect } from "chai";
import type { LogFields } from "../../../src/pipeline/ports";
import { CapturedLog } from "./support/lines";

describe("createLog", () => {
  it("writes one JSON object per line", () => {
    const captured = new CapturedLog();
    captured.log.info("step done", { executionName: "e1", step: "ingestion", durationMs: 12, code: "OK" });
    captured.log.warn("input rejected", { step: "validation", code: "NOT_DICOM" });
    const [first, second] = captured.lines;
    expect(first).to.include({ level: "info", message: "step done", executionName: "e1", durationMs: 12 });
    expect(first?.timestamp).to.match(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(second).to.have.all.keys("level", "message", "timestamp", "step", "code");
  });

  it("leaves out fields that a log line may not have", () => {
    const captured = new CapturedLog();
    const fields: LogFields & { objectKey: string } = { step: "ingestion", objectKey: "PLANTED" };
    captured.log.info("step done", fields);
    expect(captured.lines).to.have.length(1);
    expect(captured.text).to.not.include("PLANTED");
  });

  it("obeys the level, and takes info for one that does not exist", () => {
    const quiet = new CapturedLog("error");
    quiet.log.warn("input rejected", { step: "ingestion" });
    expect(quiet.lines).to.be.empty;
    const loud = new CapturedLog("shout");
    loud.log.info("step done", { step: "ingestion" });
    expect(loud.lines).to.have.length(1);
  });
});
