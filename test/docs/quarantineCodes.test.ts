import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { codesIn, rowsOf } from "../support/docs/markdown";
import { UNSAFE } from "../../src/judgeFindings";
import { readPage, ROOT } from "../support/docs/pages";

const PAGE = readPage("docs/user-guide.md");

/** Unions of dicom/errors.ts whose errors say that the input is at fault (`rejectionOf` in src/pipeline/rejection.ts). */
const OF_THE_INPUT = ["FormatErrorCode", "UnsupportedErrorCode", "HeldCode", "LimitErrorCode"];

const parsed = (path: string): ts.SourceFile =>
  ts.createSourceFile(path, readPage(path).text, ts.ScriptTarget.ES2022, true);

function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
}

/** The literals of the unions. */
const engineCodes = (): string[] =>
  parsed("dicom/errors.ts")
    .statements.filter(ts.isTypeAliasDeclaration)
    .filter(({ name }) => OF_THE_INPUT.includes(name.text))
    .flatMap((alias) => [...nodesOf(alias)].filter(ts.isStringLiteral).map(({ text }) => text));

const typescriptIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name));

/** Codes that the pipeline itself gives: findings that it rejects, and what stands as `code: "…"` in a rejection or the workflow. */
function pipelineCodes(): string[] {
  const files = [...typescriptIn("src/pipeline"), ...typescriptIn("src/infra/workflow")].map(parsed);
  const literals = files.flatMap((file) =>
    [...nodesOf(file)].map((node) => {
      if (ts.isPropertyAssignment(node) && node.name.getText() === "code") return node.initializer;
      return undefined;
    }),
  );
  return [
    ...UNSAFE,
    ...literals.filter((node) => node !== undefined && ts.isStringLiteral(node)).map((node) => node.text),
  ];
}

describe("the codes of quarantine in docs/user-guide.md", () => {
  const rows = rowsOf(PAGE, "code").flatMap(({ line, cells }) =>
    codesIn(cells.code ?? "").map((code) => ({ code, line, cells })),
  );
  const codes = [...new Set([...engineCodes(), ...pipelineCodes()])].sort();

  it("are those of the engine and of the pipeline, each once", () => {
    expect(codes).to.include.members([
      "NOT_DICOM",
      "IOD_NOT_KNOWN",
      "INVALID_PIXEL_DESCRIPTION",
      "SOURCE_VANISHED",
    ]);
    expect(codes).to.include("PROCESSING_FAILED");
    const times = (code: string) => rows.filter((row) => row.code === code).length;
    expect(codes.filter((code) => times(code) !== 1)).to.deep.equal([], "have no row, or several");
    const unknown = rows.filter(({ code }) => !codes.includes(code));
    expect(unknown.map(({ code, line }) => `${PAGE.path}:${line}: nothing gives ${code}`)).to.deep.equal([]);
  });

  it("come with what they mean and what to do", () => {
    const silent = rows.filter(({ cells }) => !cells["what it means"] || !cells["what to do"]);
    expect(silent.map(({ line }) => `${PAGE.path}:${line}`)).to.deep.equal([]);
  });
});
