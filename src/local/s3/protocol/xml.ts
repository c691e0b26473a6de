export interface XmlElement {
  readonly name: string;
  readonly content: string | readonly XmlElement[];
}

export type XmlContent = string | number | boolean | undefined | readonly (XmlElement | undefined)[];

const NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

/** An element; one whose content is `undefined` is none. */
export function element(name: string, content: Exclude<XmlContent, undefined>): XmlElement;
export function element(name: string, content: XmlContent): XmlElement | undefined;
export function element(name: string, content: XmlContent): XmlElement | undefined {
  if (content === undefined) return undefined;
  if (typeof content !== "object") return { name, content: String(content) };
  return { name, content: content.filter((child) => child !== undefined) };
}

/** Control characters go as references, as S3 sends them, though few parsers take those below U+0020. */
function escapeText(text: string): string {
  return text.replace(/[&<>"\p{Cc}\uFFFE\uFFFF]/gu, (character) => {
    const named = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }[character];
    return named ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
  });
}

function format({ name, content }: XmlElement, attributes = ""): string {
  const inner =
    typeof content === "string" ? escapeText(content) : content.map((child) => format(child)).join("");
  return inner === "" ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`;
}

/** A document in the namespace of S3. */
export function formatDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${format(root, ` xmlns="${NAMESPACE}"`)}`;
}

/** Error documents have no namespace. */
export function formatErrorDocument(fields: Readonly<Record<string, string | number>>): string {
  const children = Object.entries(fields).map(([name, value]) => element(name, value));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${format(element("Error", children))}`;
}
