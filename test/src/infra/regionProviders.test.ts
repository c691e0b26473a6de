import { expect } from "chai";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluateProgram } from "../../../src/local/program";
import { PROJECT_ROOT } from "../../support/pulumi/declared";
import { writeTinyProject } from "../../support/pulumi/tinyProject";

describe("regionProviders", () => {
  let directory: string;
  before(async () => (directory = await mkdtemp(join(tmpdir(), "region-providers-"))));
  after(() => rm(directory, { recursive: true }));

  const declaredFor = async (region: string, regionIsDefault: boolean) => {
    const module = JSON.stringify(join(PROJECT_ROOT, "dist/src/infra/regionProviders.js"));
    const argument = JSON.stringify({ region, regionIsDefault });
    const projectRoot = await writeTinyProject(directory, `require(${module}).regionProviders(${argument});`);
    const { resources } = await evaluateProgram({ stack: "test", projectRoot });
    return resources.map(({ type, inputs }) => [type, inputs.region]);
  };

  it("tells the provider the default where nobody named a region", async () =>
    expect(await declaredFor("us-east-1", true)).to.deep.equal([["pulumi:providers:aws", "us-east-1"]]));

  it("leaves the provider to Pulumi where somebody did", async () =>
    expect(await declaredFor("eu-west-1", false)).to.deep.equal([]));
});
