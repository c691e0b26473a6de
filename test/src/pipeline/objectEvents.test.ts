import { expect } from "chai";
import { MalformedMessageError, parseObjectEvents } from "../../../src/pipeline/objectEvents";
import { messageOf, recordOf } from "./support/eventMessages";

describe("parseObjectEvents", () => {
  const parse = (...records: object[]) => parseObjectEvents(messageOf(...records), "raw");
  const codeOf = (body: string) => {
    try {
      parseObjectEvents(body, "raw");
    } catch (error) {
      if (error instanceof MalformedMessageError) return error.code;
    }
    return undefined;
  };

  it("answers bucket, decoded key, version, sequencer and time of every record", () => {
    const arrivedAt = new Date("2026-01-02T03:04:05.678Z");
    const outcomes = parse(recordOf({ key: "a/b+c.dcm", versionId: "v1" }), recordOf({ versionId: "v2" }));
    const sequencer = "0055AED6DCD90281E5";
    expect(outcomes).to.deep.equal([
      {
        kind: "process",
        object: { bucketName: "raw", objectKey: "a/b c.dcm", versionId: "v1", sequencer },
        arrivedAt,
      },
      {
        kind: "process",
        object: { bucketName: "raw", objectKey: "in.dcm", versionId: "v2", sequencer },
        arrivedAt,
      },
    ]);
  });

  it("takes any minor version of major version 2", () => {
    for (const eventVersion of ["2.0", "2.1", "2.6", "2.17"]) {
      expect(parse(recordOf({}, { eventVersion }))[0]?.kind).to.equal("process");
    }
  });

  it("ignores the test event that S3 sends when notifications are set up", () => {
    const body = JSON.stringify({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "raw" });
    expect(parseObjectEvents(body, "raw")).to.deep.equal([{ kind: "ignore", reason: "TEST_EVENT" }]);
  });

  it("ignores other events, other sources, other buckets and quarantine notes", () => {
    const reasons = parse(
      recordOf({}, { eventName: "ObjectRemoved:Delete" }),
      recordOf({}, { eventSource: "aws:glacier" }),
      recordOf({ bucket: "elsewhere" }),
      recordOf({ key: "quarantine/abc/reason.json" }),
    );
    expect(reasons).to.deep.equal(
      ["OTHER_EVENT", "OTHER_EVENT", "OTHER_BUCKET", "QUARANTINE_NOTE"].map((reason) => ({
        kind: "ignore",
        reason,
      })),
    );
  });

  it("says by a code what is wrong with a message", () => {
    expect(codeOf("not JSON")).to.equal("NOT_JSON");
    expect(codeOf('"text"')).to.equal("NOT_S3_EVENT");
    expect(codeOf('{"Records":[{}]}')).to.equal("NOT_S3_EVENT");
    expect(codeOf(messageOf(recordOf({}, { s3: {} })))).to.equal("NOT_S3_EVENT");
    expect(codeOf(messageOf(recordOf({}, { eventVersion: "3.0" })))).to.equal("EVENT_VERSION");
    expect(codeOf(messageOf(recordOf({ key: "%zz" })))).to.equal("KEY_ENCODING");
    for (const versionId of [undefined, "null"])
      expect(codeOf(messageOf(recordOf({ versionId })))).to.equal("NO_VERSION_ID");
  });
});
