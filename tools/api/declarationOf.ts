import ts from "typescript";
import { blockComment, docsOf, docsOfMember, flowing, type Docs, type Member } from "./docstrings";

/** What a name is declared to be. */
export interface Declared extends Docs {
  /** TypeScript, without bodies, private members and the docstring of the whole. */
  readonly signature: string;
  /** Public members of a class that have a docstring. */
  readonly members: readonly Member[];
  /** The parts of the declaration that somebody who uses the name depends on. */
  readonly typeNodes: readonly ts.Node[];
}

type Described = Pick<Declared, "signature" | "typeNodes"> & Partial<Declared>;

/** More members of a union than this are counted and not listed. */
const LISTED_MEMBERS = 50;

/** @throws Error where the name stands for something that this page has no form for */
export function declarationOf(symbol: ts.Symbol, checker: ts.TypeChecker): Declared {
  const declarations = symbol.declarations ?? [];
  const described = declarations.map((declaration) => describe(declaration, checker));
  return {
    ...docsOf(symbol, checker),
    members: [],
    ...described[0],
    signature: described.map(({ signature }) => signature).join("\n"),
    typeNodes: described.flatMap(({ typeNodes }) => typeNodes),
  };
}

function describe(declaration: ts.Declaration, checker: ts.TypeChecker): Described {
  if (ts.isFunctionDeclaration(declaration)) return describeFunction(declaration, checker);
  if (ts.isClassDeclaration(declaration)) return describeClass(declaration, checker);
  if (ts.isVariableDeclaration(declaration)) return describeConstant(declaration, checker);
  if (ts.isInterfaceDeclaration(declaration))
    return { signature: withoutExport(declaration.getText()), typeNodes: [declaration] };
  if (ts.isTypeAliasDeclaration(declaration)) return describeType(declaration);
  if (ts.isSourceFile(declaration)) return describeFile(declaration, checker);
  throw new Error(`${ts.SyntaxKind[declaration.kind]} is not a declaration that the page can show`);
}

const withoutExport = (text: string): string => text.replace(/^export (default )?/, "");

function describeType(node: ts.TypeAliasDeclaration): Described {
  const { name, type } = node;
  if (!ts.isUnionTypeNode(type) || type.types.length <= LISTED_MEMBERS)
    return { signature: withoutExport(node.getText()), typeNodes: [node] };
  const first = type.types.slice(0, 3).map((member) => member.getText());
  return {
    signature: `type ${name.text} = ${first.join(" | ")} /* and ${type.types.length - 3} more */;`,
    typeNodes: [],
  };
}

/** A module that is exported as one name. */
function describeFile(file: ts.SourceFile, checker: ts.TypeChecker): Described {
  const module = checker.getSymbolAtLocation(file);
  const names = module ? checker.getExportsOfModule(module).map(({ name }) => `\`${name}\``) : [];
  return {
    text: `${flowing(blockComment(file))}\n\nThere are ${names.join(", ")}.`,
    signature: "",
    typeNodes: [],
  };
}

type Callable =
  ts.FunctionDeclaration | ts.MethodDeclaration | ts.ConstructorDeclaration | ts.AccessorDeclaration;

/** Name, parameters and what is returned. */
function headOf(node: Callable, checker: ts.TypeChecker): string {
  const keyword = ts.isConstructorDeclaration(node)
    ? "constructor"
    : [
        ...(ts.getModifiers(node) ?? [])
          .map((modifier) => modifier.getText())
          .filter((word) => word === "static"),
        ...(ts.isFunctionDeclaration(node) ? ["function"] : []),
        ...(ts.isGetAccessor(node) ? ["get"] : ts.isSetAccessor(node) ? ["set"] : []),
        node.name?.getText() ?? "",
      ].join(" ");
  const generics = node.typeParameters
    ? `<${node.typeParameters.map((one) => one.getText()).join(", ")}>`
    : "";
  const parameters = node.parameters.map((one) => one.getText().replace(MODIFIERS, "")).join(", ");
  return `${keyword}${generics}(${parameters})${returnOf(node, checker)};`;
}

const MODIFIERS = /^((private|protected|public|readonly|override) )+/;

function returnOf(node: Callable, checker: ts.TypeChecker): string {
  if (ts.isConstructorDeclaration(node) || ts.isSetAccessor(node)) return "";
  const signature = checker.getSignatureFromDeclaration(node);
  if (node.type || !signature) return `: ${node.type?.getText() ?? "unknown"}`;
  return `: ${checker.typeToString(signature.getReturnType(), node, ts.TypeFormatFlags.NoTruncation)}`;
}

const typesOf = (node: Callable): ts.Node[] => [
  ...(node.typeParameters ?? []),
  ...node.parameters,
  ...(node.type ? [node.type] : []),
];

const describeFunction = (node: ts.FunctionDeclaration, checker: ts.TypeChecker): Described => ({
  signature: headOf(node, checker),
  typeNodes: typesOf(node),
});

function describeConstant(node: ts.VariableDeclaration, checker: ts.TypeChecker): Described {
  const type =
    node.type?.getText() ??
    checker.typeToString(checker.getTypeAtLocation(node), node, ts.TypeFormatFlags.NoTruncation);
  return { signature: `const ${node.name.getText()}: ${type};`, typeNodes: node.type ? [node.type] : [] };
}

function describeClass(node: ts.ClassDeclaration, checker: ts.TypeChecker): Described {
  const members = node.members.filter(isPublic);
  // A constructor says with its parameters what the fields are, also one that nobody may call.
  const fields = node.members
    .filter(ts.isConstructorDeclaration)
    .flatMap((one) => one.parameters.filter(isPublicField));
  const lines = [
    ...fields.map((field) => fieldOf(field, checker)),
    ...members.map((member) => (isCallable(member) ? headOf(member, checker) : member.getText())),
  ];
  const head = node
    .getText()
    .slice(0, node.members.pos - node.getStart())
    .trim();
  return {
    signature: `${withoutExport(head)}\n${lines.join("\n")}\n}`,
    typeNodes: [
      ...(node.heritageClauses ?? []),
      ...fields,
      ...members.flatMap((member) => (isCallable(member) ? typesOf(member) : [member])),
    ],
    members: members
      .map((member) => ({ name: nameOf(member), ...docsOfMember(member, checker) }))
      .filter(saysSomething),
  };
}

const saysSomething = ({ text, parameters, returns, throws }: Docs): boolean =>
  text !== "" || parameters.length + throws.length > 0 || returns !== undefined;

const nameOf = (member: ts.ClassElement): string =>
  ts.isConstructorDeclaration(member) ? "constructor" : (member.name?.getText() ?? "");

const HIDDEN = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;

const isPublic = (member: ts.ClassElement): boolean => (ts.getCombinedModifierFlags(member) & HIDDEN) === 0;

const isPublicField = (parameter: ts.ParameterDeclaration): boolean =>
  ts.isParameterPropertyDeclaration(parameter, parameter.parent) &&
  (ts.getCombinedModifierFlags(parameter) & HIDDEN) === 0;

function fieldOf(field: ts.ParameterDeclaration, checker: ts.TypeChecker): string {
  const type = field.type?.getText() ?? checker.typeToString(checker.getTypeAtLocation(field));
  return `readonly ${field.name.getText()}${field.questionToken ? "?" : ""}: ${type};`;
}

const isCallable = (
  member: ts.ClassElement,
): member is ts.ConstructorDeclaration | ts.MethodDeclaration | ts.AccessorDeclaration =>
  ts.isConstructorDeclaration(member) || ts.isMethodDeclaration(member) || ts.isAccessor(member);
