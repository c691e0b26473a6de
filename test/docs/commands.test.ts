import { expect } from "chai";
import { commandProblems, type ProjectFacts } from "../support/docs/commandProblems";
import { allPages } from "../support/docs/pages";
import { projectFacts } from "../support/docs/projectFacts";

describe("the commands of the documents", function () {
  this.timeout(120_000); // the program is evaluated for its outputs
  let facts: ProjectFacts;

  before(async () => {
    facts = await projectFacts();
  });

  it("can be typed as they stand", () => {
    expect(allPages().flatMap((page) => commandProblems(page, facts))).to.deep.equal([]);
  });

  it("are told by page and line where they cannot", () => {
    const text = [
      "Type `npm run nothing`, or",
      "",
      "```sh",
      "npm run -s cli -- local --stak dev   # --stack",
      "npm run -s cli -- undo FILE",
      "npm run leaks -- --quik | tail",
      "npx pulumi config set lifecycleDay 90",
      "npx pulumi config set -s dev \\",
      "  lifecycleDays 9",
      'aws s3 ls "s3://$(npx pulumi stack output rawBucket -s dev)/" && npx pulumi upp',
      "```",
    ].join("\n");
    const problems = commandProblems({ path: "docs/made-up.md", text }, facts);
    expect(problems.map((problem) => problem.replace(/ `[^`]*`:/, ""))).to.deep.equal([
      "docs/made-up.md:4: unknown option '--stak'",
      "docs/made-up.md:5: unknown command 'undo'",
      "docs/made-up.md:6: npm run leaks has no option --quik",
      "docs/made-up.md:7: lifecycleDay is not a key of the configuration",
      'docs/made-up.md:8: medical-imaging-pipeline:lifecycleDays is "9"; it may be a whole number of days from 30 to 3650',
      "docs/made-up.md:10: upp is not a command of pulumi that is known here",
      "docs/made-up.md:10: the stack has no output rawBucket",
      "docs/made-up.md:1: package.json has no script nothing",
    ]);
  });
});
