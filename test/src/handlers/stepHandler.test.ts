import { S3ServiceException } from "@aws-sdk/client-s3";
import { expect } from "chai";
import sinon from "sinon";
import { DicomFormatError, DicomLimitError, DicomUnsupportedError, DicomUsageError } from "../../../dicom";
import { createStepHandler } from "../../../src/handlers/runtime/stepHandler";
import { OutputConflictError, SourceError } from "../../../src/pipeline/errors";
import type { Metrics } from "../../../src/pipeline/ports";
import { InputRejectedError } from "../../../src/pipeline/rejection";
import { PLANTED } from "../pipeline/support/ctFile";
import { CapturedLog } from "./support/lines";
import { failureOf, stepEvent } from "./support/stepEvent";

describe("createStepHandler", () => {
  function setUp(run: (event: unknown, deadline: AbortSignal) => Promise<object>) {
    const captured = new CapturedLog();
    const record = sinon.stub<Parameters<Metrics["record"]>>();
    const monotonicMs = sinon.stub();
    monotonicMs.onFirstCall().returns(1000).returns(1250.4);
    const runtime = { log: captured.log, metrics: { record }, clock: { monotonicMs } };
    return { captured, record, runtime, handler: createStepHandler("ingestion", runtime, run) };
  }

  const failing = (error: Error) => setUp(() => Promise.reject(error));

  it("answers 200 and the facts as JSON text", async () => {
    const { handler } = setUp(() => Promise.resolve({ sizeBytes: 7 }));
    expect(await handler(stepEvent())).to.deep.equal({ statusCode: 200, body: '{"sizeBytes":7}' });
  });

  it("logs and counts how long the step took", async () => {
    const { handler, captured, record } = setUp(() => Promise.resolve({}));
    await handler(stepEvent());
    expect(captured.lines[0]).to.include({
      message: "step done",
      code: "OK",
      durationMs: 250,
      step: "ingestion",
    });
    expect(record.firstCall.args[0]).to.deep.equal([
      { name: "StepDuration", value: 250, dimensions: { Step: "ingestion" } },
    ]);
  });

  it("answers 422 with code and place where the input is at fault", async () => {
    const location = { offset: 40, tag: "00280010", path: "00280010" };
    for (const [error, code] of [
      [new DicomFormatError("TRUNCATED_ELEMENT", "a sentence", location), "TRUNCATED_ELEMENT"],
      [new DicomUnsupportedError("BURNED_IN_ANNOTATION", "a sentence", location), "BURNED_IN_ANNOTATION"],
      [new DicomLimitError("HEADER_TOO_LARGE", "a sentence", location), "HEADER_TOO_LARGE"],
    ] as const) {
      const { statusCode, body } = await failing(error).handler(stepEvent());
      expect(statusCode).to.equal(422);
      const place = { ...location, path: "Rows" };
      const reason = { step: "ingestion", fault: "input", code, message: "a sentence", ...place };
      expect(JSON.parse(body)).to.deep.include(reason);
    }
  });

  it("answers 422 with the clause where a rule of the standard is broken", async () => {
    const code = "INVALID_PIXEL_DESCRIPTION" as const;
    const rejection = { code, message: "a sentence", clause: "PS3.3 §C.7.6.3" };
    const { body } = await failing(new InputRejectedError(rejection)).handler(stepEvent());
    expect(JSON.parse(body)).to.deep.include({ step: "ingestion", fault: "input", ...rejection });
  });

  it("measures facts beside the duration", async () => {
    const { record, runtime } = setUp(() => Promise.resolve({}));
    const handler = createStepHandler(
      "validation",
      runtime,
      () => Promise.resolve({ bytesMoved: 7 }),
      ({ bytesMoved }) => [{ name: "BytesMoved", value: bytesMoved, dimensions: { Step: "validation" } }],
    );
    await handler(stepEvent());
    expect(record.firstCall.args[0].slice(1)).to.deep.equal([
      { name: "BytesMoved", value: 7, dimensions: { Step: "validation" } },
    ]);
  });

  it("measures how long a failure took, too", async () => {
    for (const error of [new DicomFormatError("NOT_DICOM", "a sentence"), new TypeError("x is undefined")]) {
      const { handler, record } = failing(error);
      await handler(stepEvent()).catch(() => undefined);
      expect(record.args.flat(2)).to.deep.equal([
        { name: "StepDuration", value: 250, dimensions: { Step: "ingestion" } },
      ]);
    }
  });

  it("logs a rejection with its code", async () => {
    const { handler, captured } = failing(new DicomFormatError("NOT_DICOM", "a sentence"));
    await handler(stepEvent());
    expect(captured.lines[0]).to.include({ level: "warn", message: "input rejected", code: "NOT_DICOM" });
  });

  it("throws under the service's name what is not the input's fault", async () => {
    const denied = new S3ServiceException({
      name: "AccessDenied",
      $fault: "client",
      $metadata: {},
      message: `Access to ${PLANTED.objectKey} denied`,
    });
    const thrown = await failureOf(failing(denied).handler(stepEvent()));
    expect(thrown.name).to.equal("AccessDenied");
    expect(thrown.message).to.equal("the ingestion step failed with AccessDenied");
  });

  it("throws what the caller of the engine did wrong, which no input can help", async () => {
    for (const error of [new DicomUsageError("KEY_TOO_SHORT", "short"), new SourceError("SOURCE_CHANGED")]) {
      expect((await failureOf(failing(error).handler(stepEvent()))).name).to.equal(error.name);
    }
  });

  it("answers 422 where the version was deleted before its turn", async () => {
    const { statusCode, body } = await failing(new SourceError("SOURCE_VANISHED")).handler(stepEvent());
    expect(statusCode).to.equal(422);
    expect(JSON.parse(body)).to.include({ code: "SOURCE_VANISHED", fault: "input" });
  });

  it("throws by one name what may be gone at the next attempt, and logs by its own", async () => {
    const ofService = (name: string, httpStatusCode: number) =>
      new S3ServiceException({ name, $fault: "server", $metadata: { httpStatusCode }, message: "x" });
    const errors = [
      ofService("SlowDown", 503),
      ofService("InternalError", 500),
      ofService("ThrottlingException", 400),
      Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }),
      Object.assign(new Error("x"), { name: "TimeoutError" }),
      new OutputConflictError(),
    ];
    for (const error of errors) {
      const { handler, captured } = failing(error);
      expect((await failureOf(handler(stepEvent()))).name).to.equal("TransientServiceError");
      expect(captured.lines[0]).to.include({ message: "step failed", code: error.name });
    }
    const denied = ofService("AccessDenied", 403);
    expect((await failureOf(failing(denied).handler(stepEvent()))).name).to.equal("AccessDenied");
  });

  it("lets no message, cause or name with data out of the function", async () => {
    const planted = new Error(`${PLANTED.name}\n    at ${PLANTED.id}`, { cause: new Error(PLANTED.comment) });
    planted.name = PLANTED.name;
    const thrownThings: unknown[] = [planted, PLANTED.name, { message: PLANTED.name }, undefined];
    for (const error of thrownThings as Error[]) {
      const { handler, captured } = failing(error);
      const thrown = await failureOf(handler(stepEvent()));
      const told = [thrown.name, thrown.message, thrown.stack, JSON.stringify(thrown), captured.text].join();
      expect(told).to.not.include("PLANTED");
      expect(thrown.cause).to.equal(undefined);
      expect(thrown.name).to.equal("UnknownError");
    }
  });

  it("keeps the places in the code where an unexpected error came from", async () => {
    const thrown = await failureOf(failing(new TypeError("x is undefined")).handler(stepEvent()));
    expect(thrown.stack).to.match(
      /^TypeError: the ingestion step failed with TypeError\n\s+at .*stepHandler\.test/,
    );
  });

  it("says in time that there is none left, so that a step can take back what it began", async () => {
    const clock = sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      for (const [remainingMs, endsAfterMs] of [
        [300_000, 285_000],
        [10_000, 8_000],
      ] as const) {
        const { handler, captured } = setUp(
          (_event, deadline) =>
            new Promise((_resolve, reject) => {
              deadline.addEventListener("abort", () => reject(deadline.reason as Error));
            }),
        );
        const thrown = failureOf(handler(stepEvent(), { getRemainingTimeInMillis: () => remainingMs }));
        await clock.tickAsync(endsAfterMs - 1);
        expect(captured.lines).to.deep.equal([]);
        await clock.tickAsync(1);
        expect((await thrown).name).to.equal("OutOfTimeError");
      }
      const { handler } = setUp(() => Promise.resolve({}));
      await handler(stepEvent(), { getRemainingTimeInMillis: () => 300_000 });
      expect(clock.countTimers()).to.equal(0);
    } finally {
      clock.restore();
    }
  });

  it("refuses an event that is not the workflow's, naming fields only", async () => {
    const { handler, captured } = setUp(() => Promise.resolve({}));
    const event = { ...stepEvent(), executionName: PLANTED.name };
    const thrown = await failureOf(handler(event));
    expect(thrown.name).to.equal("InvalidStepEventError");
    expect(captured.lines[0]).to.include({ level: "error", code: "InvalidStepEventError" });
    expect(captured.text).to.not.include("PLANTED");
  });
});
