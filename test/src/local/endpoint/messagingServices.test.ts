import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { expect } from "chai";
import {
  createEventBridgeService,
  type RecordedEvent,
} from "../../../../src/local/endpoint/eventBridgeService";
import { openLocalEndpoint, type LocalEndpointServer } from "../../../../src/local/endpoint/localEndpoint";
import { createSqsService } from "../../../../src/local/endpoint/sqsService";
import { createAccessControl } from "../../../../src/local/iam/accessControl";
import { createCredentialStore } from "../../../../src/local/iam/credentials";
import { parsePolicyDocument } from "../../../../src/local/iam/policyDocument";
import { MessageQueue } from "../../../../src/local/queue/messageQueue";
import { optimizedIntegration } from "../../../../src/local/workflow/optimizedIntegration";
import { createSdkIntegration, type SdkIntegration } from "../../../../src/local/workflow/sdkIntegration";
import { FakeClock } from "../queue/fakeClock";

const ACCOUNT = "123456789012";
const BUS = { name: "ours", arn: `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/ours` };
const QUEUE_ARN = `arn:aws:sqs:us-east-1:${ACCOUNT}:q`;
const QUEUE_URL = `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/q`;
const KEY_ARN = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/worker`;
const KEY_USER = `arn:aws:iam::${ACCOUNT}:role/key-user`;
const POWERLESS = `arn:aws:iam::${ACCOUNT}:role/powerless`;

const policy = parsePolicyDocument({
  Statement: [
    { Effect: "Allow", Action: "events:PutEvents", Resource: BUS.arn },
    { Effect: "Allow", Action: "sqs:SendMessage", Resource: [QUEUE_ARN, `${QUEUE_ARN}-keyed`] },
  ],
});

const keyPolicy = parsePolicyDocument({
  Statement: {
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: KEY_ARN,
    Condition: { StringEquals: { "kms:ViaService": "sqs.us-east-1.amazonaws.com" } },
  },
});

describe("local messaging services", () => {
  const clock = new FakeClock();
  const queue = new MessageQueue({ name: "q", arn: QUEUE_ARN, visibilityTimeoutSeconds: 30, clock });
  const keyed = new MessageQueue({
    name: "q-keyed",
    arn: `${QUEUE_ARN}-keyed`,
    kmsKeyArn: KEY_ARN,
    visibilityTimeoutSeconds: 30,
    clock,
  });
  const events: RecordedEvent[] = [];
  const credentials = createCredentialStore();
  const integrations: SdkIntegration[] = [];
  let server: LocalEndpointServer;

  before(async () => {
    const policies = {
      ofRoles: new Map([
        [ROLE, [policy]],
        [KEY_USER, [policy, keyPolicy]],
      ]),
      trust: new Map(),
      ofResources: new Map(),
      problems: [],
    };
    server = await openLocalEndpoint({
      region: "us-east-1",
      credentials,
      access: createAccessControl(policies, ACCOUNT),
      s3: () => Promise.resolve(),
      services: [
        createSqsService([queue, keyed], "us-east-1"),
        createEventBridgeService([BUS], (event) => events.push(event)),
      ],
    });
  });
  after(async () => {
    for (const integration of integrations) integration.close();
    await server.close();
  });

  /** What a state machine under the role calls by the name of the integration. */
  const task = (name: string, role = ROLE) => {
    const sdk = createSdkIntegration({ url: server.url, region: "us-east-1", ...credentials.keyOf(role) });
    integrations.push(sdk);
    return optimizedIntegration(name, sdk)!;
  };
  const failureOf = (work: Promise<unknown>) =>
    work.then(
      () => "done",
      (error: unknown) => (error as Error).name,
    );

  it("takes a message for a queue, JSON as it stands, and delays it", async () => {
    const parameters = { QueueUrl: QUEUE_URL, MessageBody: { study: "2.25.1" }, DelaySeconds: 60 };
    expect(await task("sqs:sendMessage")(parameters)).to.have.all.keys("MessageId", "MD5OfMessageBody");
    expect(queue.counts).to.deep.equal({ visible: 0, inFlight: 0, delayed: 1 });
    clock.advance(60);
    expect(queue.receive(1)[0]?.body).to.equal('{"study":"2.25.1"}');
  });

  it("takes no message of a role that may not send, for no queue that is not declared, and none too late", async () => {
    const send = task("sqs:sendMessage");
    const parameters = { QueueUrl: QUEUE_URL, MessageBody: "m" };
    expect(await failureOf(task("sqs:sendMessage", POWERLESS)(parameters))).to.equal("Sqs.SqsException");
    expect(await failureOf(send({ ...parameters, QueueUrl: `${QUEUE_URL}-2` }))).to.equal("Sqs.SqsException");
    expect(await failureOf(send({ ...parameters, DelaySeconds: 901 }))).to.equal("Sqs.SqsException");
    expect(queue.counts).to.include({ visible: 0, delayed: 0 });
  });

  it("takes a message for a queue with a key of a role that may use it through SQS alone", async () => {
    const parameters = { QueueUrl: `${QUEUE_URL}-keyed`, MessageBody: "m" };
    expect(await failureOf(task("sqs:sendMessage")(parameters))).to.equal("Sqs.SqsException");
    expect(keyed.counts).to.include({ visible: 0 });
    await task("sqs:sendMessage", KEY_USER)(parameters);
    expect(keyed.counts).to.include({ visible: 1 });
  });

  const entry = { EventBusName: "ours", Source: "us", DetailType: "It Happened" };

  it("records an event that a state machine puts on a bus, and one that a function puts", async () => {
    await task("events:putEvents")({ Entries: [{ ...entry, Detail: { count: 1 } }] });
    const client = new EventBridgeClient({
      endpoint: server.url,
      region: "us-east-1",
      credentials: credentials.keyOf(ROLE),
    });
    await client.send(new PutEventsCommand({ Entries: [{ ...entry, Detail: '{"count":2}' }] }));
    client.destroy();
    expect(events.map(({ detail }) => detail)).to.deep.equal([{ count: 1 }, { count: 2 }]);
    expect(events[0]).to.include({ eventBusName: "ours", source: "us", detailType: "It Happened" });
  });

  it("fails a task for one entry that the bus does not take, though the others are on it", async () => {
    const [before] = [events.length];
    const Entries = [
      { ...entry, Detail: "no JSON" },
      { ...entry, Detail: {} },
    ];
    expect(await failureOf(task("events:putEvents")({ Entries }))).to.equal("EventBridge.FailedEntry");
    expect(events).to.have.length(before + 1);
  });

  it("takes no event of a role that may not put it, and none for another bus", async () => {
    const Entries = [{ ...entry, Detail: {} }];
    const before = events.length;
    expect(await failureOf(task("events:putEvents", POWERLESS)({ Entries }))).to.match(/^EventBridge\./);
    const other = [{ ...entry, EventBusName: "default", Detail: {} }];
    expect(await failureOf(task("events:putEvents")({ Entries: other }))).to.match(/^EventBridge\./);
    expect(events).to.have.length(before);
  });
});
