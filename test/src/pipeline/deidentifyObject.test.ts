import { expect } from "chai";
import { DEFAULT_VALIDATION } from "../../../src/validationPolicy";
import sinon from "sinon";
import { BufferSource, DicomOutputError, readDicom } from "../../../dicom";
import type { Policy } from "../../../dicom/deidentify/policy/policy";
import { firstText } from "../../../dicom/text/values";
import { keyedHashOf, keyedHashOfVersion, policyDigestOf } from "../../../src/pipeline/auditRecord";
import { deidentifyObject } from "../../../src/pipeline/deidentifyObject";
import { rejectionOf } from "../../../src/pipeline/rejection";
import { identifyPolicy } from "../../../src/pipeline/validation/policyIdentity";
import { failureOf } from "../handlers/support/stepEvent";
import { ctFile, PLANTED, UIDS, unsignedShort, type CtChanges } from "./support/ctFile";
import { FIXED_KEY, MemoryBucket, MemoryReader, RAW_VERSION } from "./support/memoryPorts";

const BASIC: Policy = { profile: "basic", options: [], rules: [] };

describe("deidentifyObject", () => {
  function setUp(changes: CtChanges = {}, policy = BASIC) {
    const reader = new MemoryReader(ctFile(changes));
    const bucket = new MemoryBucket();
    const ports = { reader, keys: FIXED_KEY, output: bucket.output, audit: bucket.audit };
    const startedAt = new Date("2026-03-04T05:06:07.089Z");
    const job = {
      version: RAW_VERSION,
      executionName: "e1",
      startedAt,
      policy,
      validation: DEFAULT_VALIDATION,
      outputBucketName: "processed",
    };
    return { reader, bucket, ports, run: () => deidentifyObject(ports, job) };
  }

  async function runAndRead(changes: CtChanges = {}, policy = BASIC) {
    const { bucket, reader, run } = setUp(changes, policy);
    const facts = await run();
    const [output, audit] = bucket.written;
    const record = JSON.parse(audit?.bytes.toString() ?? "") as Record<string, unknown>;
    return { facts, bucket, reader, outputBytes: output?.bytes ?? Buffer.alloc(0), record };
  }

  it("writes the output and then its audit record, under keys made of new UIDs and the date", async () => {
    const { facts, bucket } = await runAndRead();
    expect(bucket.written.map(({ objectKey }) => objectKey)).to.deep.equal([facts.outputKey, facts.auditKey]);
    expect(facts.outputKey).to.match(/^studies\/2\.25\.\d+\/2\.25\.\d+\/2\.25\.\d+\.dcm$/);
    expect(facts.auditKey).to.equal("audit/2026/03/04/e1.json");
  });

  it("answers facts with which the output can be found", async () => {
    const { facts, outputBytes, reader } = await runAndRead();
    expect(facts).to.include({
      outputBucketName: "processed",
      outputVersionId: "out-1",
      sizeBytes: outputBytes.length,
      bytesMoved: reader.source.transferredBytes + outputBytes.length,
    });
  });

  it("counts attributes by what was done to them, as the audit record does by name", async () => {
    const { facts, record } = await runAndRead();
    const { counts } = record as { counts: Record<string, Record<string, number>> };
    const sums = Object.entries(counts).map(([action, byName]) => [
      action,
      Object.values(byName).reduce((total, count) => total + count, 0),
    ]);
    expect(facts.attributeActions).to.deep.equal(Object.fromEntries(sums));
    expect(facts.attributeActions.X).to.be.greaterThan(0);
  });

  it("writes an object that is named as its key says, with its pixels", async () => {
    const { facts, outputBytes } = await runAndRead();
    const { dataSet } = await readDicom(new BufferSource(outputBytes));
    const [study, series, instance] = [0x0020000d, 0x0020000e, 0x00080018].map((tag) =>
      firstText(dataSet, tag),
    );
    expect(facts.outputKey).to.equal(`studies/${study!}/${series!}/${instance!}.dcm`);
    expect(outputBytes.includes(Buffer.alloc(32, 1))).to.equal(true);
  });

  it("lets nothing of the patient into output, record, keys and facts", async () => {
    const { facts, bucket } = await runAndRead();
    const everything = Buffer.concat(
      bucket.written.flatMap(({ objectKey, bytes }) => [Buffer.from(objectKey), bytes]),
    ).toString("latin1");
    expect(everything + JSON.stringify(facts)).to.not.include("PLANTED");
    for (const uid of Object.values(UIDS)) expect(JSON.stringify(facts)).to.not.include(`"${uid}`);
  });

  it("records what was done, with what, and to what", async () => {
    const { record, facts, outputBytes, reader } = await runAndRead({ 0x00100040: ["CS", "X"] });
    expect(record).to.deep.include({
      recordVersion: 1,
      executionName: "e1",
      startedAt: "2026-03-04T05:06:07.089Z",
      policyDigest: policyDigestOf(BASIC),
      validation: identifyPolicy(DEFAULT_VALIDATION),
      hmacKey: { version: 4, keyId: "fixed" },
      input: {
        versionHash: keyedHashOfVersion(new Uint8Array(32).fill(7), RAW_VERSION),
        sizeBytes: reader.source.sizeBytes,
        keyHash: keyedHashOf(new Uint8Array(32).fill(7), RAW_VERSION),
      },
      output: {
        bucketName: "processed",
        key: facts.outputKey,
        versionId: "out-1",
        sizeBytes: outputBytes.length,
        checksum: { algorithm: "SHA-256", value: "ab".repeat(32) },
      },
      bytesMoved: { read: reader.source.transferredBytes, written: outputBytes.length, copied: 0 },
    });
    expect(record).to.include.keys("engineVersion", "ruleEdition", "method", "counts", "warnings");
    expect(record["findings"]).to.deep.include({ counts: { UNEXPECTED_VALUE: 1 } });
    expect(JSON.stringify(record["counts"])).to.include("PatientName");
  });

  it("says of the output which version of which object it was made of, by a keyed hash", async () => {
    const { ports, run } = setUp();
    const write = sinon.spy(ports.output, "write");
    await run();
    const { origin } = write.firstCall.args[2];
    expect(origin).to.include({
      keyHash: keyedHashOf(new Uint8Array(32).fill(7), RAW_VERSION),
      versionHash: keyedHashOfVersion(new Uint8Array(32).fill(7), RAW_VERSION),
    });
    expect(origin.executionHash).to.match(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(origin)).to.not.include("version-1").and.to.not.include('"e1"');
    expect(origin.recipe).to.match(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(origin)).to.not.include("PLANTED");
  });

  it("leaves the output of a newer version of the object, and records that", async () => {
    const { bucket, ports, run } = setUp();
    const keyHash = keyedHashOf(new Uint8Array(32).fill(7), RAW_VERSION);
    const origin = { keyHash, versionHash: "of another", modifiedMs: Date.now(), recipe: "r" };
    sinon.stub(ports.output, "current").resolves({ eTag: "e", sizeBytes: 1, origin });
    const facts = await run();
    expect(facts).to.include({ outcome: "superseded", outputVersionId: undefined, sizeBytes: undefined });
    expect(bucket.written.map(({ objectKey }) => objectKey)).to.deep.equal([facts.auditKey]);
    const record = JSON.parse(bucket.written[0]!.bytes.toString()) as Record<string, unknown>;
    expect(record).to.deep.include({
      outcome: "superseded",
      output: { bucketName: "processed", key: facts.outputKey },
    });
    expect(record).to.not.include.keys("residualScan");
  });

  it("records of an output that another execution wrote that it is there, and that nothing was written", async () => {
    const { bucket, ports, run } = setUp();
    const checksum = { algorithm: "SHA-256", value: "cd" } as const;
    const found = { versionId: "theirs", sizeBytes: 9, sentBytes: 9, scannedBytes: 9, checksum };
    const write = sinon.spy(ports.output, "write");
    const { origin } = await run().then(() => write.firstCall.args[2]);
    write.resetHistory();
    bucket.written.length = 0;
    const by = (executionHash?: string) => ({
      eTag: "e",
      sizeBytes: 9,
      origin: { ...origin, executionHash },
    });
    const current = sinon.stub(ports.output, "current").resolves(by("another"));
    sinon.stub(ports.output, "recognize").resolves(found);
    const facts = await run();
    expect(facts).to.deep.include({
      outcome: "unchanged",
      outputVersionId: "theirs",
      sizeBytes: 9,
      checksum,
    });
    const [record] = bucket.written.map(
      ({ bytes }) => JSON.parse(bytes.toString()) as Record<string, object>,
    );
    expect(record).to.deep.include({ outcome: "unchanged" });
    expect(record!.output).to.include({ versionId: "theirs" });
    expect(record!.bytesMoved).to.include({ written: 0, copied: 0 });

    current.resolves(by(origin.executionHash));
    expect(await run()).to.include({ outcome: "published", outputVersionId: "theirs" });
    expect(write.callCount).to.equal(0);
  });

  it("writes the same bytes to the same key when it is run again", async () => {
    const [one, other] = [await runAndRead(), await runAndRead()];
    expect(other.facts.outputKey).to.equal(one.facts.outputKey);
    expect(other.outputBytes.equals(one.outputBytes)).to.equal(true);
  });

  it("writes nothing for an object that is not fit to be processed", async () => {
    const { bucket, run } = setUp({ 0x00280101: unsignedShort(99) });
    expect(rejectionOf(await failureOf(run()))).to.include({
      code: "INVALID_PIXEL_DESCRIPTION",
      tag: "00280101",
    });
    expect(bucket.written).to.be.empty;
  });

  it("writes nothing where a value that was removed is found in the output, and says in which attribute", async () => {
    const policy: Policy = { ...BASIC, rules: [{ attribute: "StudyDescription", action: "K" }] };
    const { bucket, run } = setUp({ 0x00081030: ["LO", `CT of ${PLANTED.name}`] }, policy);
    const rejection = rejectionOf(await failureOf(run()));
    expect(rejection).to.include({ code: "RESIDUAL_IDENTIFIER", tag: "00081030", path: "StudyDescription" });
    expect(JSON.stringify(rejection)).to.not.include("PLANTED");
    expect(bucket.written).to.be.empty;
  });

  it("takes an output that is not as planned for a fault of its own, not of the input", () => {
    expect(rejectionOf(new DicomOutputError("INCOMPLETE_OUTPUT", "x"))).to.equal(undefined);
  });

  it("records in how much of the output the removed values were looked for", async () => {
    const { record, outputBytes } = await runAndRead();
    expect(record["residualScan"]).to.deep.equal({ scannedBytes: outputBytes.length });
  });

  it("writes nothing for an object that says it has text burned into its pixels", async () => {
    const { bucket, run } = setUp({ 0x00280301: ["CS", "YES"] });
    expect(rejectionOf(await failureOf(run()))?.code).to.equal("BURNED_IN_ANNOTATION");
    expect(bucket.written).to.be.empty;
  });

  it("makes no key of a UID that is none, though the policy keeps UIDs", async () => {
    const retainUids: Policy = { profile: "basic", options: ["retainUids"], rules: [] };
    const { facts } = await runAndRead({ 0x0020000e: ["UI", PLANTED.name] }, retainUids);
    expect(facts.outputKey).to.match(/^studies\/1\.2\.3\.4\/2\.25\.\d+\/1\.2\.3\.4\.5\.6\.dcm$/);
  });

  it("writes no record where the output could not be written", async () => {
    const { bucket, ports, run } = setUp();
    sinon.stub(ports.output, "write").rejects(new Error("no space"));
    await failureOf(run());
    expect(bucket.written).to.be.empty;
  });
});

describe("policyDigestOf", () => {
  it("does not depend on the order of options, and does on that of rules", () => {
    const rules = [
      { attribute: "StudyDescription", action: "K" },
      { attribute: "StudyDescription", action: "X" },
    ] as const;
    const digest = (options: Policy["options"], ordered: Policy["rules"]) =>
      policyDigestOf({ profile: "basic", options, rules: ordered });
    const one = digest(["retainUids", "cleanGraphics"], rules);
    expect(digest(["cleanGraphics", "retainUids"], rules)).to.equal(one);
    expect(digest(["retainUids", "cleanGraphics"], rules.toReversed())).to.not.equal(one);
    expect(one).to.match(/^[0-9a-f]{64}$/);
  });

  it("depends on the preset and on every part of what is said of pixels", () => {
    const region = { x: 0, y: 0, width: 8, height: 8 };
    const pixels = { rules: [{ manufacturer: "ACME", regions: [region] }], letThrough: [] };
    const policies: readonly Policy[] = [
      BASIC,
      { ...BASIC, preset: "basic" },
      { ...BASIC, preset: "research" },
      { ...BASIC, pixels },
      { ...BASIC, pixels: { ...pixels, letThrough: ["ultrasound"] } },
      { ...BASIC, pixels: { ...pixels, rules: [{ manufacturer: "ACME", regions: [{ ...region, x: 1 }] }] } },
      { ...BASIC, pixels: { ...pixels, rules: [{ model: "ACME", regions: [region] }] } },
    ];
    expect(new Set(policies.map(policyDigestOf)).size).to.equal(policies.length);
  });
});

describe("keyedHashOf", () => {
  it("changes with key, bucket and object key", () => {
    const [one, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    const hashes = [
      keyedHashOf(one, RAW_VERSION),
      keyedHashOf(other, RAW_VERSION),
      keyedHashOf(one, { ...RAW_VERSION, bucketName: "b" }),
      keyedHashOf(one, { ...RAW_VERSION, objectKey: "k" }),
    ];
    expect(new Set(hashes).size).to.equal(4);
  });
});
