import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  declaredStack,
  ofType,
  PROJECT_ROOT,
  STACKS,
  textOf,
  type DeclaredStack,
} from "../../../support/pulumi/declared";

/** What a line of `createLog` has, what CloudWatch Logs adds, and what Step Functions logs without data. */
const FIELDS = new Set([
  ...["level", "message", "timestamp", "executionName", "step", "durationMs", "code"],
  ...["@timestamp", "@type", "@log", "@initDuration", "@maxMemoryUsed"],
  ...["execution_arn", "type"],
]);
const WORDS = new Set(
  "and as asc avg bin by count desc display filter h hour ispresent last latest like limit lines max objects or sort stats averageMs calls coldStarts memoryMb slowestMs".split(
    " ",
  ),
);

for (const name of STACKS)
  describe(`saved log queries of ${name}`, () => {
    let stack: DeclaredStack;
    before(async () => (stack = await declaredStack(name)));
    const queries = () => ofType(stack, "aws:cloudwatch/queryDefinition:QueryDefinition");

    it("stand under the stack's name, and are those that the operations page names", () => {
      const names = queries().map(({ inputs }) => String(inputs.name));
      const prefix = `medical-imaging-pipeline-${name}/`;
      expect(names).to.have.members(
        ["errors-by-function", "quarantine-by-reason", "slowest-steps", "cold-starts", "one-execution"].map(
          (one) => prefix + one,
        ),
      );
      const page = readFileSync(join(PROJECT_ROOT, "docs/operations.md"), "utf8");
      const named = [...page.matchAll(/(?:Query|query) `([a-z-]+)`/g)].map(([, one]) => one);
      expect(named).to.include("errors-by-function");
      for (const one of named) expect(names).to.include(`${prefix}${one}`);
    });

    it("ask for fields that log lines have", () => {
      for (const { inputs } of queries()) {
        const text = String(inputs.queryString).replace(/"[^"]*"|\/[^/\n]*\/(?=\n)/g, "");
        for (const [word] of text.matchAll(/@?[a-zA-Z_]\w*/g))
          expect(FIELDS.has(word) || WORDS.has(word), `${String(inputs.name)}: ${word}`).to.equal(true);
      }
    });

    it("look into the logs of the functions, and for one execution into the workflow's too", () => {
      const groups = ofType(stack, "aws:cloudwatch/logGroup:LogGroup").map((group) => textOf(group, "name"));
      const ofFunctions = groups.filter((group) => group.startsWith("/aws/lambda/"));
      for (const { inputs } of queries())
        expect(inputs.logGroupNames, String(inputs.name)).to.have.members(
          String(inputs.name).endsWith("one-execution")
            ? [...ofFunctions, `/aws/stepfunctions/dicom-processing-workflow-${name}`]
            : ofFunctions,
        );
    });
  });
