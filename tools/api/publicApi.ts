import { relative } from "node:path";
import ts from "typescript";
import { declarationOf, type Declared } from "./declarationOf";
import { blockComment, flowing } from "./docstrings";
import { compileEntries, type Program } from "./program";

/** One exported name of a module entry point. */
export interface ApiEntry extends Declared {
  readonly name: string;
  /** The comment that stands above its export in the entry point. */
  readonly section: string;
  /** Where it is declared, from the project's folder. */
  readonly path: string;
  /** Names that its declaration mentions and that this module or another one exports. */
  readonly mentions: readonly string[];
  /** Names of this project that its declaration mentions, and that nobody can import. */
  readonly leaks: readonly string[];
}

export interface ModuleApi {
  /** What is imported, such as `medical-imaging-pipeline/dicom`. */
  readonly specifier: string;
  /** The comment at the top of the entry point. */
  readonly about: string;
  readonly entries: readonly ApiEntry[];
}

/** Where each module of package.json `exports` begins. */
export const ENTRY_POINTS: Readonly<Record<string, string>> = {
  "medical-imaging-pipeline/dicom": "dicom/index.ts",
  "medical-imaging-pipeline/dicom/validate": "dicom/validate/index.ts",
  "medical-imaging-pipeline/presign": "src/delivery/index.ts",
};

/**
 * All that can be imported, in the order of the entry points.
 *
 * @param root the project's folder
 */
export function readPublicApi(root: string): ModuleApi[] {
  const program = compileEntries(root, Object.values(ENTRY_POINTS));
  const modules = Object.entries(ENTRY_POINTS).map(([specifier, path]) =>
    readExports(program, specifier, path),
  );
  const importable = new Map(modules.flatMap(({ exported }) => [...exported]));
  return modules.map((module) => describeModule(program, module, importable));
}

interface ModuleExports {
  readonly specifier: string;
  readonly file: ts.SourceFile;
  readonly exported: ReadonlyMap<ts.Symbol, string>;
  /** By name. */
  readonly sections: ReadonlyMap<string, string>;
}

function readExports(program: Program, specifier: string, path: string): ModuleExports {
  const file = program.sourceFile(path);
  const exported = new Map<ts.Symbol, string>();
  const sections = new Map<string, string>();
  let section = "";
  for (const statement of file.statements) {
    if (!ts.isExportDeclaration(statement)) continue;
    section = titleAbove(statement, file) ?? section;
    for (const [name, symbol] of namesOf(statement, program.checker)) {
      exported.set(symbol, name);
      sections.set(name, section);
    }
  }
  return { specifier, file, exported, sections };
}

/** @param importable what this module or another one of the package exports */
function describeModule(
  program: Program,
  { specifier, file, exported, sections }: ModuleExports,
  importable: ReadonlyMap<ts.Symbol, string>,
): ModuleApi {
  const entries = Array.from(exported, ([symbol, name]) => {
    const declared = declarationOf(symbol, program.checker);
    const [first] = symbol.declarations ?? [];
    const used = [...new Set(declared.typeNodes.flatMap((node) => program.namedTypesIn(node)))];
    const own = used.filter((other) => other !== symbol);
    return {
      ...declared,
      name,
      section: sections.get(name) ?? "",
      path: first ? relative(program.root, first.getSourceFile().fileName) : "",
      mentions: own.flatMap((other) => importable.get(other) ?? []),
      leaks: own.filter((other) => !importable.has(other)).map((other) => other.name),
    };
  });
  return { specifier, about: flowing(blockComment(file)), entries };
}

/** The names that `export { … } from` or `export * as … from` gives, and what they stand for. */
function namesOf(statement: ts.ExportDeclaration, checker: ts.TypeChecker): [string, ts.Symbol][] {
  const clause = statement.exportClause;
  if (!clause) throw new Error("an entry point names what it exports");
  const names = ts.isNamespaceExport(clause) ? [clause.name] : clause.elements.map(({ name }) => name);
  return names.map((name) => {
    const symbol = checker.getSymbolAtLocation(name);
    if (!symbol) throw new Error(`${name.text} is not declared`);
    return [name.text, symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol];
  });
}

/** The text of a line comment right above a statement. */
function titleAbove(statement: ts.Statement, file: ts.SourceFile): string | undefined {
  const comments = ts.getLeadingCommentRanges(file.text, statement.getFullStart()) ?? [];
  const last = comments.at(-1);
  return last?.kind === ts.SyntaxKind.SingleLineCommentTrivia
    ? file.text.slice(last.pos + 2, last.end).trim()
    : undefined;
}
