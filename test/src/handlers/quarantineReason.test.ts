import { expect } from "chai";
import sinon from "sinon";
import * as v from "valibot";
import { BufferSource, readDicom } from "../../../dicom";
import { createStepHandler } from "../../../src/handlers/runtime/stepHandler";
import { quarantineReasonSchema } from "../../../src/pipeline/quarantineReasonSchema";
import { validateProcessable } from "../../../src/pipeline/validation/validateProcessable";
import { buildCorpus } from "../../../tools/leaks/corpus/corpus";
import { ctFile } from "../pipeline/support/ctFile";
import { CapturedLog } from "./support/lines";
import { stepEvent } from "./support/stepEvent";

/** The reason that quarantine would have of a file, and `undefined` of one that every rule lets pass. */
async function reasonOf(bytes: Uint8Array): Promise<unknown> {
  const { log } = new CapturedLog();
  const runtime = { log, metrics: { record: sinon.stub() }, clock: { monotonicMs: () => 0 } };
  const handler = createStepHandler("validation", runtime, async () =>
    validateProcessable(await readDicom(new BufferSource(bytes)), { preset: "strict", codes: {} }),
  );
  const { statusCode, body } = await handler(stepEvent());
  return statusCode === 422 ? JSON.parse(body) : undefined;
}

describe("the reason of quarantine", () => {
  const expectForm = (reason: unknown, name: string) => {
    const { issues } = v.safeParse(quarantineReasonSchema, { executionName: "e1", reason });
    expect(issues, name).to.equal(undefined);
  };

  it("fits its schema, with findings and where reading could not go on", async () => {
    const cut = ctFile().subarray(0, 400);
    const files = [...(await buildCorpus("quick")), { name: "a cut file", bytes: cut }];
    let withFindings = 0;
    for (const { name, bytes } of files) {
      const reason = await reasonOf(bytes);
      if (reason === undefined) continue;
      expectForm(reason, name);
      if ((reason as { findings?: unknown }).findings !== undefined) withFindings++;
    }
    expect(withFindings).to.be.greaterThan(10);
    expect(await reasonOf(cut))
      .to.include({ fault: "input" })
      .and.have.property("offset");
  });

  it("has no schema that takes a value", async () => {
    const reason = (await reasonOf(ctFile({ 0x00080020: ["DA", "20241399"] }))) as { findings: object[] };
    expectForm(reason, "without a value");
    const [finding] = reason.findings;
    const told = { ...reason, findings: [{ ...finding, value: "20241399" }] };
    expect(v.is(quarantineReasonSchema, { executionName: "e1", reason: told })).to.equal(false);
  });
});
