import { expect } from "chai";
import sinon from "sinon";
import { completeStudies, type CompletionPorts } from "../../../src/pipeline/completeStudies";
import type {
  EventPublisher,
  Log,
  StudyContents,
  StudyMarkers,
  StudyReader,
} from "../../../src/pipeline/ports";

const SETTINGS = { environment: "test", processedBucketName: "processed" };

const CONTENTS: StudyContents = {
  instanceCount: 3,
  seriesCount: 2,
  sizeBytes: 600,
  lastModified: new Date("2026-03-04T05:06:07.000Z"),
  truncated: false,
};

const message = (versionId: string, study = "2.25.1") => ({
  messageId: `${study} ${versionId}`,
  body: JSON.stringify({
    studyInstanceUid: study,
    marker: { key: `study-markers/${study}.json`, versionId },
  }),
});

describe("completeStudies", () => {
  const setUp = () => ({
    markers: { currentVersionOf: sinon.stub<[string]>().resolves("v2") } satisfies StudyMarkers,
    studies: { contentsOf: sinon.stub<[string]>().resolves(CONTENTS) } satisfies StudyReader,
    events: { publish: sinon.stub<[string, object]>().resolves() } satisfies EventPublisher,
    log: { info: sinon.spy(), warn: sinon.spy(), error: sinon.spy() } satisfies Log,
  });
  const run = (ports: CompletionPorts, ...messages: { messageId: string; body: string }[]) =>
    completeStudies(messages, SETTINGS, ports);

  it("publishes a study whose marker nobody has written since", async () => {
    const ports = setUp();
    expect(await run(ports, message("v2"))).to.deep.equal([]);
    expect(ports.markers.currentVersionOf.args).to.deep.equal([["study-markers/2.25.1.json"]]);
    expect(ports.studies.contentsOf.args).to.deep.equal([["studies/2.25.1/"]]);
    expect(ports.events.publish.args).to.deep.equal([
      [
        "DICOM Study Completed",
        {
          environment: "test",
          bucketName: "processed",
          prefix: "studies/2.25.1/",
          studyInstanceUid: "2.25.1",
          instanceCount: 3,
          seriesCount: 2,
          sizeBytes: 600,
          lastModified: "2026-03-04T05:06:07.000Z",
          truncated: false,
        },
      ],
    ]);
  });

  it("leaves it to the last message of a study to speak", async () => {
    const ports = setUp();
    expect(await run(ports, message("v1"), message("v2"), message("v0"))).to.deep.equal([]);
    expect(ports.events.publish.callCount).to.equal(1);
    expect(ports.studies.contentsOf.callCount).to.equal(1);
  });

  it("says nothing of a study that has been taken away", async () => {
    const ports = setUp();
    const empty = { instanceCount: 0, seriesCount: 0, sizeBytes: 0, truncated: false };
    ports.studies.contentsOf.resolves(empty);
    expect(await run(ports, message("v2"))).to.deep.equal([]);
    expect(ports.events.publish.callCount).to.equal(0);
  });

  it("fails what cannot be understood or published, and that alone", async () => {
    const ports = setUp();
    ports.events.publish
      .onFirstCall()
      .rejects(Object.assign(new Error("x"), { name: "ThrottlingException" }));
    const wrong = [
      { messageId: "not JSON", body: "Doe^John" },
      { messageId: "no UID", body: message("v2", "Doe^John").body },
    ];
    const failed = await run(ports, ...wrong, message("v2", "2.25.1"), message("v1", "2.25.2"));
    expect(failed).to.have.members(["not JSON", "no UID", "2.25.1 v2"]);
    const logged = ports.log.error.args.map(([, fields]) => (fields as { code: string }).code);
    expect(logged).to.have.members(["NOT_JSON", "ValiError", "ThrottlingException"]);
    expect(JSON.stringify(ports.log.error.args)).to.not.include("Doe");
  });
});
