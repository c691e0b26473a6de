import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { GenerateMacCommand, KMSClient } from "@aws-sdk/client-kms";
import { SFNClient, StartExecutionCommand, StopExecutionCommand } from "@aws-sdk/client-sfn";
import { expect } from "chai";
import { createHmac } from "node:crypto";
import {
  createCloudWatchService,
  type RecordedMetric,
} from "../../../../src/local/endpoint/cloudWatchService";
import { createKmsService } from "../../../../src/local/endpoint/kmsService";
import { openLocalEndpoint, type LocalEndpointServer } from "../../../../src/local/endpoint/localEndpoint";
import { createStepFunctionsService } from "../../../../src/local/endpoint/stepFunctionsService";
import { createAccessControl, type AccessAnswer } from "../../../../src/local/iam/accessControl";
import { createCredentialStore } from "../../../../src/local/iam/credentials";
import { parsePolicyDocument } from "../../../../src/local/iam/policyDocument";
import {
  ExecutionAlreadyExistsError,
  type StateMachineRunner,
} from "../../../../src/local/workflow/stateMachineRunner";

const ACCOUNT = "123456789012";
const MACHINE = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:m`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/k`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/worker`;
const POWERLESS = `arn:aws:iam::${ACCOUNT}:role/powerless`;
const MATERIAL = Buffer.alloc(32, 7);

const policy = parsePolicyDocument({
  Statement: [
    { Effect: "Allow", Action: "states:StartExecution", Resource: MACHINE },
    { Effect: "Allow", Action: "kms:GenerateMac", Resource: KEY },
    {
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": "Ours" } },
    },
  ],
});

describe("the local endpoint", () => {
  let server: LocalEndpointServer;
  const metrics: RecordedMetric[] = [];
  const started: [string, string][] = [];
  const denials: AccessAnswer[] = [];
  const credentials = createCredentialStore();

  before(async () => {
    const policies = {
      ofRoles: new Map([[ROLE, [policy]]]),
      trust: new Map(),
      ofResources: new Map(),
      problems: [],
    };
    const machine = {
      start(name: string, input: string) {
        if (name === "taken") throw new ExecutionAlreadyExistsError("Execution Already Exists");
        started.push([name, input]);
        return {
          executionArn: `${MACHINE.replace("stateMachine", "execution")}:${name}`,
          startDate: new Date(1_700_000_000_000),
        };
      },
    } as unknown as StateMachineRunner;
    const key = {
      keyId: "k",
      arn: KEY,
      aliases: ["alias/ours"],
      usage: "GENERATE_VERIFY_MAC",
      spec: "HMAC_256",
      material: () => MATERIAL,
    };
    server = await openLocalEndpoint({
      region: "us-east-1",
      credentials,
      access: createAccessControl(policies, ACCOUNT, (answer) => answer.allowed || denials.push(answer)),
      s3: (_request, response) => {
        response.end("s3");
        return Promise.resolve();
      },
      services: [
        createStepFunctionsService(new Map([[MACHINE, machine]]), "us-east-1"),
        createCloudWatchService((metric) => metrics.push(metric)),
        createKmsService([key]),
      ],
    });
  });
  after(() => server.close());

  const configuration = (role = ROLE) => {
    const { accessKeyId, secretAccessKey } = credentials.keyOf(role);
    return { endpoint: server.url, region: "us-east-1", credentials: { accessKeyId, secretAccessKey } };
  };
  const refusal = async (call: Promise<unknown>) => {
    try {
      await call;
    } catch (error) {
      return error as Error & { $metadata: { httpStatusCode: number } };
    }
    throw new Error("the call was expected to be refused");
  };

  it("starts executions for the Step Functions client", async () => {
    const answer = await new SFNClient(configuration()).send(
      new StartExecutionCommand({ stateMachineArn: MACHINE, name: "one", input: '{"a":1}' }),
    );
    expect(answer.executionArn).to.equal(`arn:aws:states:us-east-1:${ACCOUNT}:execution:m:one`);
    expect(answer.startDate?.getTime()).to.equal(1_700_000_000_000);
    expect(started).to.deep.include(["one", '{"a":1}']);
  });

  const refused: [string, object, string][] = [
    ["a name that is taken", { name: "taken" }, "ExecutionAlreadyExists"],
    ["a name with other characters", { name: "a b" }, "InvalidName"],
    ["input that is no JSON", { input: "{" }, "InvalidExecutionInput"],
  ];
  for (const [what, input, name] of refused)
    it(`refuses ${what} by the error that the client knows`, async () => {
      const command = new StartExecutionCommand({ stateMachineArn: MACHINE, ...input });
      expect(await refusal(new SFNClient(configuration()).send(command))).to.have.property("name", name);
    });

  it("takes metrics from the CloudWatch client", async () => {
    const MetricData = [
      { MetricName: "Done", Value: 1, Unit: "Count" as const, Dimensions: [{ Name: "Step", Value: "x" }] },
    ];
    await new CloudWatchClient(configuration()).send(
      new PutMetricDataCommand({ Namespace: "Ours", MetricData }),
    );
    expect(metrics[0]).to.deep.include({ namespace: "Ours", MetricName: "Done", Value: 1 });
  });

  it("takes metrics that the client compressed", async () => {
    const count = metrics.length;
    const MetricData = Array.from({ length: 500 }, (_, at) => ({
      MetricName: `Metric${String(at)}`,
      Value: at,
    }));
    await new CloudWatchClient(configuration()).send(
      new PutMetricDataCommand({ Namespace: "Ours", MetricData }),
    );
    expect(metrics).to.have.lengthOf(count + 500);
  });

  it("refuses metrics of a namespace that the role's policy does not name", async () => {
    const client = new CloudWatchClient(configuration());
    const call = client.send(new PutMetricDataCommand({ Namespace: "Theirs", MetricData: [] }));
    expect(await refusal(call)).to.have.property("name", "AccessDenied");
    expect(denials.at(-1)).to.include({
      principal: ROLE,
      action: "cloudwatch:PutMetricData",
      because: "noAllow",
    });
  });

  for (const KeyId of [KEY, "k", "alias/ours"])
    it(`makes MACs for the KMS client by ${KeyId}`, async () => {
      const Message = Buffer.from("label");
      const command = new GenerateMacCommand({ KeyId, Message, MacAlgorithm: "HMAC_SHA_256" });
      const { Mac } = await new KMSClient(configuration()).send(command);
      expect(Buffer.from(Mac!)).to.deep.equal(createHmac("sha256", MATERIAL).update("label").digest());
    });

  it("refuses a MAC algorithm that is not the key's", async () => {
    const command = new GenerateMacCommand({
      KeyId: KEY,
      Message: Buffer.from("x"),
      MacAlgorithm: "HMAC_SHA_512",
    });
    const error = await refusal(new KMSClient(configuration()).send(command));
    expect(error).to.have.property("name", "InvalidKeyUsageException");
  });

  it("refuses what the role's policy does not allow, by each service's own error", async () => {
    const message = { KeyId: KEY, Message: Buffer.from("x"), MacAlgorithm: "HMAC_SHA_256" as const };
    const errors = await Promise.all([
      refusal(new KMSClient(configuration(POWERLESS)).send(new GenerateMacCommand(message))),
      refusal(
        new SFNClient(configuration(POWERLESS)).send(new StartExecutionCommand({ stateMachineArn: MACHINE })),
      ),
    ]);
    expect(errors.map(({ name }) => name)).to.deep.equal(["AccessDeniedException", "AccessDeniedException"]);
  });

  it("refuses a wrong secret", async () => {
    const { credentials: known, ...rest } = configuration();
    const client = new SFNClient({ ...rest, credentials: { ...known, secretAccessKey: "wrong" } });
    const error = await refusal(client.send(new StartExecutionCommand({ stateMachineArn: MACHINE })));
    expect(error).to.have.property("name", "InvalidSignatureException");
    expect(error.$metadata.httpStatusCode).to.equal(403);
  });

  it("refuses a key that it does not know", async () => {
    const unknown = { accessKeyId: "AKIAUNKNOWN", secretAccessKey: "x" };
    const client = new SFNClient({ ...configuration(), credentials: unknown });
    const error = await refusal(client.send(new StartExecutionCommand({ stateMachineArn: MACHINE })));
    expect(error).to.have.property("name", "UnrecognizedClientException");
  });

  it("refuses a request that is not signed", async () => {
    const headers = {
      "x-amz-target": "AWSStepFunctions.StartExecution",
      "content-type": "application/x-amz-json-1.0",
    };
    const response = await fetch(server.url, { method: "POST", headers, body: "{}" });
    expect(response.status).to.equal(403);
    expect(response.headers.get("x-amzn-errortype")).to.equal("MissingAuthenticationTokenException");
  });

  it("refuses a signature of another region", async () => {
    const client = new SFNClient({ ...configuration(), region: "eu-west-1" });
    const error = await refusal(client.send(new StartExecutionCommand({ stateMachineArn: MACHINE })));
    expect(error).to.have.property("name", "InvalidSignatureException");
  });

  it("names an operation that is not there", async () => {
    const command = new StopExecutionCommand({ executionArn: "x" });
    const error = await refusal(new SFNClient(configuration()).send(command));
    expect(error).to.have.property("name", "UnknownOperationException");
  });

  it("hands all other requests to S3", async () => {
    expect(await (await fetch(`${server.url}/bucket/key`)).text()).to.equal("s3");
  });

  it("listens on the loopback interface", () => {
    expect(new URL(server.url).hostname).to.equal("127.0.0.1");
  });
});
