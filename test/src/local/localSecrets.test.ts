import { expect } from "chai";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLocalSecrets } from "../../../src/local/localSecrets";

describe("openLocalSecrets", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "local-secrets-"));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it("keeps the user's access key and the MAC keys over runs on one directory", () => {
    const first = openLocalSecrets(directory);
    const material = first.macKey("arn:key");
    const second = openLocalSecrets(directory);
    expect(second.user).to.deep.equal(first.user);
    expect(second.macKey("arn:key")).to.deep.equal(material);
    expect(material).to.have.lengthOf(32);
  });

  it("makes other ones for another key", () => {
    const secrets = openLocalSecrets(directory);
    expect(secrets.macKey("arn:one")).not.to.deep.equal(secrets.macKey("arn:other"));
  });

  it("lets the owner alone read them", async () => {
    openLocalSecrets(directory);
    expect((await stat(join(directory, "secrets.json"))).mode & 0o077).to.equal(0);
  });

  it("refuses a damaged file rather than go on with new keys", async () => {
    await writeFile(join(directory, "secrets.json"), "{}");
    expect(() => openLocalSecrets(directory)).to.throw();
  });
});
