import ts from "typescript";

/** What a docstring says, tags apart. */
export interface Docs {
  readonly text: string;
  readonly parameters: readonly { readonly name: string; readonly text: string }[];
  readonly returns: string | undefined;
  readonly throws: readonly string[];
}

export interface Member extends Docs {
  readonly name: string;
}

/** Of a member without a docstring, that of the interface that asks for it. */
export function docsOf(symbol: ts.Symbol, checker: ts.TypeChecker): Docs {
  return docsFrom(symbol.getDocumentationComment(checker), symbol.getJsDocTags(checker));
}

export function docsOfMember(member: ts.ClassElement, checker: ts.TypeChecker): Docs {
  if (!ts.isConstructorDeclaration(member)) {
    const symbol = member.name && checker.getSymbolAtLocation(member.name);
    return symbol ? docsOf(symbol, checker) : docsFrom([], []);
  }
  const signature = checker.getSignatureFromDeclaration(member);
  return docsFrom(signature?.getDocumentationComment(checker) ?? [], signature?.getJsDocTags() ?? []);
}

function docsFrom(text: ts.SymbolDisplayPart[], tags: readonly ts.JSDocTagInfo[]): Docs {
  const of = (name: string): string[] =>
    tags.filter((tag) => tag.name === name).map((tag) => flowing(ts.displayPartsToString(tag.text)));
  const parameters = of("param").map((parameter) => {
    const [, name = "", rest = ""] = /^(\S+)\s*(.*)$/s.exec(parameter) ?? [];
    return { name, text: rest };
  });
  return {
    text: flowing(ts.displayPartsToString(text)),
    parameters,
    returns: of("returns")[0],
    throws: of("throws"),
  };
}

/** Paragraphs as they are, the lines of each as one; lists keep theirs. */
export function flowing(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\n(?!\s*[-*] )\s*/g, " "))
    .join("\n\n")
    .trim();
}

/** The docstring of a file as a whole: the first of its statements, or what stands above its imports. */
export function blockComment(file: ts.SourceFile): string {
  const [, comment = ""] = /\/\*\*(.*?)\*\//s.exec(file.text) ?? [];
  return comment
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, ""))
    .join("\n");
}
