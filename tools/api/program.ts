import { join } from "node:path";
import ts from "typescript";

/** The compiler's view of some files and what they import from this project. */
export interface Program {
  readonly root: string;
  readonly checker: ts.TypeChecker;
  sourceFile(path: string): ts.SourceFile;
  /** The types of this project that a declaration names, type parameters aside. */
  namedTypesIn(node: ts.Node): ts.Symbol[];
}

/** Declarations of other packages are not looked at: they are named in the page and not described. */
export function compileEntries(root: string, paths: readonly string[]): Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    strict: true,
    exactOptionalPropertyTypes: true,
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals, containingFile) =>
    literals.map(({ text }) =>
      text.startsWith(".")
        ? ts.resolveModuleName(text, containingFile, options, host)
        : { resolvedModule: undefined },
    );
  const program = ts.createProgram(
    paths.map((path) => join(root, path)),
    options,
    host,
  );
  const checker = program.getTypeChecker();
  return {
    root,
    checker,
    sourceFile: (path) => {
      const file = program.getSourceFile(join(root, path));
      if (!file) throw new Error(`${path} is not there`);
      return file;
    },
    namedTypesIn: (node) => namedTypesIn(node, checker),
  };
}

function namedTypesIn(node: ts.Node, checker: ts.TypeChecker): ts.Symbol[] {
  const found: ts.Symbol[] = [];
  const visit = (child: ts.Node): void => {
    const name = nameOfType(child);
    const symbol = name && checker.getSymbolAtLocation(name);
    const meant = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    if (meant && isOfThisProject(meant)) found.push(meant);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

function nameOfType(node: ts.Node): ts.Node | undefined {
  if (ts.isTypeReferenceNode(node)) return node.typeName;
  if (ts.isExpressionWithTypeArguments(node)) return node.expression;
  if (ts.isTypeQueryNode(node)) return node.exprName;
  return undefined;
}

function isOfThisProject(symbol: ts.Symbol): boolean {
  const [declaration] = symbol.declarations ?? [];
  if (!declaration || ts.isTypeParameterDeclaration(declaration)) return false;
  return !declaration.getSourceFile().fileName.includes("/node_modules/");
}
