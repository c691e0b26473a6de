import { expect } from "chai";
import { createFakePulumi } from "../../support/operate/fakePulumi";
import { runOperate } from "../../support/operate/runOperate";

describe("the name of a stack", () => {
  for (const args of [["deploy"], ["destroy"], ["rollback"], ["reprocess", "--prefix", "a", "--stack"]])
    for (const name of ["", "org/some-other-project/dev"])
      it(`is refused by ${args[0]!} before Pulumi is asked: ${JSON.stringify(name)}`, async () => {
        const fake = await createFakePulumi({});
        try {
          const { exitCode, stderr } = await runOperate([...args, name], { PATH: fake.folder });
          expect(stderr).to.match(/It must be (the name of a stack|a stack of medical-imaging-pipeline)/);
          expect(exitCode).to.equal(2);
          expect(await fake.calls()).to.deep.equal([]);
        } finally {
          await fake.remove();
        }
      });
});
