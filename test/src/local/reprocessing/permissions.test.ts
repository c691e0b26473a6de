import { expect } from "chai";
import { stackInstance, withoutStatement } from "../../../support/local/runningStack";
import { runReprocessing, type Reprocessing } from "../../../support/local/reprocessing";
import { declaredStack } from "../../../support/pulumi/declared";

const ROLE_POLICY = ["aws:iam/rolePolicy:RolePolicy", "dicom-reprocessing-dev"] as const;

describe("reprocessing without a permission", function () {
  this.timeout(120_000);
  let running: Reprocessing | undefined;

  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  const start = async (lacking: string) => {
    const declared = await declaredStack("dev");
    return (running = await runReprocessing(withoutStatement(declared, ROLE_POLICY, lacking)));
  };

  for (const [sid, error] of [
    ["ListObjects", "States.ItemReaderFailed"],
    ["StartItems", "States.Runtime"],
    ["StartWorkflow", "States.ExceedToleratedFailureThreshold"],
    ["HearOfEnds", "States.ExceedToleratedFailureThreshold"],
    ["PinVersion", "States.ExceedToleratedFailureThreshold"],
    ["WriteRecords", "States.ExceedToleratedFailureThreshold"],
    ["WriteMapResults", "States.ResultWriterFailed"],
  ])
    it(`ends by ${error!} where its role lacks ${sid!}`, async () => {
      const { stack, put, keys, reprocess } = await start(sid!);
      await put("in/one.dcm", await stackInstance(1));
      await stack.idle();
      const ended = await reprocess("run-1", { run: "run-1", prefix: "in/" });
      expect(ended).to.include({ status: "FAILED", error });
      expect(await keys("logsBucketName", "reprocessing/")).to.have.length(sid === "WriteMapResults" ? 1 : 0);
    });
});
