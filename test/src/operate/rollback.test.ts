import {
  GetAliasCommand,
  LambdaClient,
  ListVersionsByFunctionCommand,
  ResourceNotFoundException,
  UpdateAliasCommand,
} from "@aws-sdk/client-lambda";
import { expect } from "chai";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import sinon from "sinon";
import { FUNCTION_NAMES } from "../../../src/infra/names";
import { createProgram } from "../../../src/operate/commands";
import type { RollbackOptions } from "../../../src/operate/rollback/command";
import { runRollback } from "../../../src/operate/rollback/run";
import { declaredStack, STACKS } from "../../support/pulumi/declared";

/** Dates of the versions of a function, oldest first; the last one is live unless told. */
interface Published {
  readonly dates: readonly string[];
  readonly live?: number;
}

const MONDAY = "2026-11-02T08:00:00.000+0000";
const TUESDAY = "2026-11-03T08:00:00.000+0000";
const A_MINUTE_LATER = "2026-11-03T08:01:00.000+0000";
const FRIDAY = "2026-11-06T08:00:00.000+0000";

const ONCE: Published = { dates: [MONDAY] };
const TWICE: Published = { dates: [MONDAY, TUESDAY] };

describe("npm run rollback", () => {
  let directory: string;
  let outputs: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "rollback-"));
    outputs = join(directory, "outputs.json");
    const names = ["dispatch", "ingestion", "validation", "deidentification"];
    await writeFile(
      outputs,
      JSON.stringify({
        ...Object.fromEntries(names.map((name) => [`${name}FunctionName`, `mip-dev-${name}`])),
        functionAlias: "live",
        deploymentSummary: { region: "us-east-1" },
      }),
    );
  });
  after(() => rm(directory, { recursive: true }));

  /** A Lambda that has these functions; `refuse` names an update, such as `validation 1`, that it does not do. */
  function lambda(functions: Readonly<Record<string, Published>>, refuse: readonly string[] = []) {
    const updates: string[] = [];
    const live = new Map<string, string>();
    const client = sinon.createStubInstance(LambdaClient);
    const shortName = (name = "") => name.replace("mip-dev-", "");
    client.send.callsFake((command: unknown) => {
      if (command instanceof GetAliasCommand) {
        const name = shortName(command.input.FunctionName);
        const published = functions[name];
        if (published === undefined || command.input.Name !== "live")
          throw new ResourceNotFoundException({ message: "", $metadata: {} });
        const version = String(published.live ?? published.dates.length);
        live.set(name, version);
        return { FunctionVersion: version, RevisionId: `${name} as read` };
      }
      if (command instanceof ListVersionsByFunctionCommand) {
        const { dates } = functions[shortName(command.input.FunctionName)]!;
        const numbered = dates.map((LastModified, index) => ({ Version: String(index + 1), LastModified }));
        return { Versions: [{ Version: "$LATEST", LastModified: FRIDAY }, ...numbered] };
      }
      if (!(command instanceof UpdateAliasCommand)) throw new Error("another command");
      const { FunctionName, FunctionVersion, RevisionId } = command.input;
      const name = shortName(FunctionName);
      const update = `${name} ${FunctionVersion ?? ""}`;
      if (refuse.includes(update))
        throw Object.assign(new Error("no"), { name: "PreconditionFailedException" });
      updates.push(update);
      expect(RevisionId).to.equal(live.get(name)?.startsWith("moved") ? `${name} moved` : `${name} as read`);
      live.set(name, "moved");
      return { RevisionId: `${name} moved` };
    });
    return { client: client as unknown as LambdaClient, updates };
  }

  /** A Lambda that has one version of whatever is asked for. */
  function lambdaWithAny() {
    const client = sinon.createStubInstance(LambdaClient);
    client.send.callsFake((command: unknown) =>
      command instanceof GetAliasCommand
        ? { FunctionVersion: "1", RevisionId: "as read" }
        : { Versions: [{ Version: "1", LastModified: MONDAY }] },
    );
    return client as unknown as LambdaClient;
  }

  async function rollback(client: LambdaClient, options: Partial<RollbackOptions> = { yes: true }) {
    const texts: string[] = [];
    const stdout = new Writable({
      write(chunk: Buffer, _encoding, done) {
        texts.push(chunk.toString());
        done();
      },
    });
    const dialogue = { input: new PassThrough(), output: new PassThrough() };
    const error: unknown = await runRollback(
      "dev",
      { outputs, to: {}, ...options },
      { client, stdout, dialogue },
    ).catch((reason: unknown) => reason);
    return { text: texts.join(""), error: error as (Error & { exitStatus?: number }) | undefined };
  }

  const twice = { dispatch: TWICE, ingestion: TWICE, validation: TWICE, deidentification: TWICE };

  it("moves every alias to the version before where the last deployment changed all functions", async () => {
    const { client, updates } = lambda({ ...twice, dispatch: { dates: [MONDAY, A_MINUTE_LATER] } });
    const { text, error } = await rollback(client);
    expect(error).to.equal(undefined);
    expect(updates).to.deep.equal(["dispatch 1", "ingestion 1", "validation 1", "deidentification 1"]);
    expect(text).to.match(/ingestion\s*│ 2\s*│ 2026-11-03T08:00 │ 1\s*│ 2026-11-02T08:00/);
  });

  it("moves the function of studies too, where the stack has one", async () => {
    const withStudies = join(directory, "with-studies.json");
    const all = JSON.parse(await readFile(outputs, "utf8")) as object;
    await writeFile(withStudies, JSON.stringify({ ...all, studyFunctionName: "mip-dev-study" }));
    const { client, updates } = lambda({ ...twice, study: TWICE });
    expect((await rollback(client, { yes: true, outputs: withStudies })).error).to.equal(undefined);
    expect(updates).to.include("study 1").and.have.length(5);
  });

  it("finds every function of the pipeline by the outputs of a stack", async () => {
    for (const name of STACKS) {
      const declared = (await declaredStack(name)).outputs;
      const all = join(directory, `${name}.json`);
      await writeFile(all, JSON.stringify({ ...declared, functionAlias: "live" }));
      const { text, error } = await rollback(lambdaWithAny(), { list: true, outputs: all });
      expect(error).to.equal(undefined);
      for (const fn of FUNCTION_NAMES) expect(text).to.match(new RegExp(`│ ${fn} +│ 1 `));
    }
  });

  it("refuses a stack on this machine in a sentence", async () => {
    const local = join(directory, "stack.json");
    const connection = { s3Endpoint: "http://127.0.0.1:9", region: "us-east-1" };
    await writeFile(local, JSON.stringify({ ...connection, accessKeyId: "a", secretAccessKey: "b" }));
    const { client, updates } = lambda(twice);
    const { error } = await rollback(client, { yes: true, outputs: local });
    expect(error).to.include({ exitStatus: 1 });
    expect(error!.message).to.match(/^A stack on this machine has no versions/);
    expect(updates).to.deep.equal([]);
  });

  it("leaves functions alone that the last deployment did not change", async () => {
    const { client, updates } = lambda({
      ...twice,
      dispatch: ONCE,
      ingestion: { dates: [MONDAY, TUESDAY, FRIDAY] },
    });
    const { text } = await rollback(client);
    expect(updates).to.deep.equal(["ingestion 2"]);
    expect(text).to.match(/validation\s*│ 2\s*│ 2026-11-03T08:00 │ stays/);
  });

  it("undoes the deployment before where one is undone already", async () => {
    const { client, updates } = lambda({
      ...twice,
      ingestion: { dates: [MONDAY, TUESDAY, FRIDAY], live: 2 },
    });
    await rollback(client);
    expect(updates).to.deep.equal(["dispatch 1", "ingestion 1", "validation 1", "deidentification 1"]);
  });

  it("goes where it is told, forward too", async () => {
    const { client, updates } = lambda({
      ...twice,
      ingestion: { dates: [MONDAY, TUESDAY, FRIDAY], live: 1 },
    });
    expect((await rollback(client, { yes: true, to: { ingestion: "3", validation: "2" } })).error).to.equal(
      undefined,
    );
    expect(updates).to.deep.equal(["ingestion 3"]);
  });

  it("lists versions and changes nothing", async () => {
    const { client, updates } = lambda({ ...twice, ingestion: { dates: [MONDAY, TUESDAY], live: 1 } });
    const { text } = await rollback(client, { list: true });
    expect(text)
      .to.match(/ingestion\s*│ 1\s*│ 2026-11-02T08:00 │ live/)
      .and.not.include("LATEST");
    expect(updates).to.deep.equal([]);
  });

  it("moves back what it has moved where one alias cannot be moved", async () => {
    const { client, updates } = lambda(twice, ["validation 1"]);
    const { error } = await rollback(client);
    expect(updates).to.deep.equal(["dispatch 1", "ingestion 1", "ingestion 2", "dispatch 2"]);
    expect(error).to.include({ exitStatus: 1 });
    expect(error!.message).to.match(/validation could not be moved to 1: somebody else.*nothing has changed/);
  });

  it("says how to go on where not even that can be done", async () => {
    const { client } = lambda(twice, ["validation 1", "dispatch 2"]);
    expect((await rollback(client)).error!.message).to.match(/do it with `--to dispatch=2`/);
  });

  it("says that there is nothing to go back to, before anything is moved", async () => {
    const { client, updates } = lambda({ ...twice, deidentification: { dates: [TUESDAY] } });
    expect((await rollback(client)).error!.message).to.match(/deidentification has no version before 1/);
    expect(updates).to.deep.equal([]);
  });

  it("says that a function or its alias is not there", async () => {
    const { client } = lambda({ dispatch: TWICE });
    const { error } = await rollback(client);
    expect(error).to.include({ exitStatus: 1 });
    expect(error!.message).to.match(/is not there: was it deployed/);
  });

  it("moves nothing where nobody can be asked", async () => {
    const { client, updates } = lambda(twice);
    expect((await rollback(client, {})).error).to.include({ exitStatus: 2 });
    expect(updates).to.deep.equal([]);
  });

  for (const to of [{ ingest: "1" }, { ingestion: "9" }])
    it(`refuses --to ${JSON.stringify(to)}`, async () => {
      const { client, updates } = lambda(twice);
      expect((await rollback(client, { yes: true, to })).error).to.include({ exitStatus: 2 });
      expect(updates).to.deep.equal([]);
    });

  it("refuses a target that is no function and version", async () => {
    const error: unknown = await createProgram()
      .parseAsync(["node", "operate", "rollback", "dev", "--to", "3"])
      .catch((reason: unknown) => reason);
    expect(error).to.have.property("message", "--to takes a function and a version, such as ingestion=3");
  });
});
