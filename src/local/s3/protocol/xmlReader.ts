import { S3Error } from "../errors";

/** An element as read: attributes and namespaces left out. */
export interface XmlNode {
  readonly name: string;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

const MAX_DEPTH = 16;

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Markup, or text up to the next markup. */
const TOKEN = /<\?[^]*?\?>|<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<(\/?)([^\s/>!?]+)([^<>]*?)(\/?)>|([^<]+)/y;

function malformed(): S3Error {
  return new S3Error(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema.",
  );
}

function unescapeText(text: string): string {
  return text.replace(/&([^;\s]{0,10});?/g, (reference, body: string) => {
    if (!reference.endsWith(";")) throw malformed();
    const digits = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(body);
    const code = digits && (digits[1] === undefined ? Number(digits[2]) : parseInt(digits[1], 16));
    const character =
      code === null ? ENTITIES[body] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
    if (character === undefined) throw malformed();
    return character;
  });
}

/**
 * Parses the small documents that S3 requests carry. There is no document type and so no entity to expand.
 * @throws S3Error MalformedXML
 */
export function parseXml(document: string): XmlNode {
  const root: MutableNode = { name: "", children: [], text: "" };
  const stack: MutableNode[] = [root];
  TOKEN.lastIndex = 0;
  const source = document.replace(/^\uFEFF/, "");
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    const top = stack.at(-1);
    if (match === null || top === undefined) throw malformed();
    const [, cdata, closing, name, , empty, text] = match;
    if (cdata !== undefined) top.text += cdata;
    else if (text !== undefined) top.text += unescapeText(text);
    else if (name !== undefined) {
      const local = name.slice(name.indexOf(":") + 1);
      if (closing === "/") {
        if (top.name !== local || stack.length === 1) throw malformed();
        stack.pop();
      } else {
        const node: MutableNode = { name: local, children: [], text: "" };
        top.children.push(node);
        if (empty !== "/") stack.push(node);
        if (stack.length > MAX_DEPTH) throw malformed();
      }
    }
  }
  const [only, second] = root.children;
  if (only === undefined || second !== undefined || stack.length !== 1 || root.text.trim() !== "")
    throw malformed();
  return only;
}

interface MutableNode extends XmlNode {
  readonly children: MutableNode[];
  text: string;
}

export function childrenOf(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((child) => child.name === name);
}

export function childText(node: XmlNode, name: string): string | undefined {
  return node.children.find((child) => child.name === name)?.text;
}

/** @throws S3Error MalformedXML where the child is missing */
export function requiredText(node: XmlNode, name: string): string {
  const text = childText(node, name);
  if (text === undefined) throw malformed();
  return text;
}

/** @throws S3Error MalformedXML where the document is another */
export function parseDocument(bytes: Uint8Array, rootName: string): XmlNode {
  const root = parseXml(Buffer.from(bytes).toString("utf8"));
  if (root.name !== rootName) throw malformed();
  return root;
}
