import { expect } from "chai";
import ts from "typescript";
import { codesIn, rowsOf } from "../support/docs/markdown";
import { readPage } from "../support/docs/pages";

const PAGE = readPage("docs/user-guide.md");
const SOURCE = "src/pipeline/auditRecord.ts";

/** The fields of the objects that a function of the file returns. */
function returnedFields(functionName: string): string[] {
  const file = ts.createSourceFile(SOURCE, readPage(SOURCE).text, ts.ScriptTarget.ES2022, true);
  const returned: ts.ObjectLiteralExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression && ts.isObjectLiteralExpression(node.expression))
      returned.push(node.expression);
    ts.forEachChild(node, visit);
  };
  file.statements
    .filter(ts.isFunctionDeclaration)
    .filter(({ name }) => name?.text === functionName)
    .forEach(visit);
  const names = returned.flatMap(({ properties }) => properties.map(({ name }) => name?.getText()));
  return [...new Set(names.filter((name) => name !== undefined))];
}

describe("the audit record in docs/user-guide.md", () => {
  it("has the fields that are written", () => {
    const written = [...returnedFields("createAuditRecord"), ...returnedFields("describeOutput")];
    expect(written).to.include.members(["recordVersion", "input", "output"]);
    const told = rowsOf(PAGE, "field").flatMap(({ cells }) => codesIn(cells.field ?? ""));
    expect(told).to.have.members(written);
  });
});
