// Trees of attributes: a map of tags to what is asked of the attribute, and to the tree of the items of a sequence.
// The type is 1, 1C, 2, 2C or 3, and empty where it is not known.
import { fail } from "./facts.mjs";
import { ADDITIONS, CONVERTED, MACROS, MODULES } from "./laterModules.mjs";

const TYPES = ["1", "1C", "2", "2C", "3", ""];

const TAG = /^[0-9A-F]{8}$/;

/** Planes of overlays, whose group is written as that of the first. */
const tagOfPath = (text) => text.replace(/^60XX/, "6000");

/** @returns trees by module and by functional group macro; those of laterModules.mjs among them */
export function treesOfModules({ attributes, modules, iodModules }) {
  const tagOf = new Map(attributes.map(({ keyword, tag }) => [keyword, tagOfPath(tag.toUpperCase())]));
  const trees = new Map(Object.entries(modules).map(([id, paths]) => [id, treeOfPaths(id, paths)]));
  const code = trees.get("sr-document-content").get("0040A043").items;

  /** The language of laterModules.mjs. */
  function parse(text, where) {
    const tokens = text.match(/[A-Za-z0-9]+(?::[123]C?)?|\+[a-z0-9-]+|=[a-z0-9-]+|[{}*]/g) ?? [];
    if (tokens.join("") !== text.replace(/\s/g, "")) fail(`${where}: ${text}`);
    let at = 0;
    const level = () => {
      const tree = new Map();
      while (at < tokens.length && tokens[at] !== "}") {
        const token = tokens[at++];
        if (token.startsWith("+")) {
          mergeInto(tree, moduleTree(token.slice(1), where));
          continue;
        }
        const [keyword, type = ""] = token.split(":");
        const tag = tagOf.get(keyword);
        if (!tag) fail(`${where}: no attribute ${keyword}`);
        let items = new Map();
        if (tokens[at] === "*") {
          at++;
          mergeInto(items, code);
        }
        if (tokens[at]?.startsWith("=")) {
          items =
            moduleTree(tokens[at++].slice(1), where).get(tag)?.items ?? fail(`${where}: no ${token} there`);
        } else if (tokens[at] === "{") {
          at++;
          mergeInto(items, level());
          if (tokens[at++] !== "}") fail(`${where}: a brace is open`);
        }
        mergeInto(tree, new Map([[tag, { type, items }]]));
      }
      return tree;
    };
    const tree = level();
    if (at < tokens.length) fail(`${where}: a brace too many`);
    return tree;
  }

  function moduleTree(id, where) {
    if (id === "converted")
      return optional(
        union(CONVERTED.flatMap((iod) => iodModules[iod].map(([one]) => trees.get(one) ?? fail(one)))),
      );
    return trees.get(id) ?? fail(`${where}: no module ${id}`);
  }

  for (const [id, text] of Object.entries(ADDITIONS)) mergeInto(moduleTree(id, id), parse(text, id));
  for (const [id, text] of Object.entries(MODULES)) {
    if (trees.has(id)) fail(`${id} is in the module tables`);
    trees.set(id, parse(text, id));
  }
  const macros = new Map(Object.entries(MACROS).map(([id, text]) => [id, parse(text, id)]));
  return { modules: trees, macros };
}

function treeOfPaths(id, paths) {
  const tree = new Map();
  for (const [path, type] of Object.entries(paths)) {
    const tags = path.split("/").map(tagOfPath);
    if (!tags.every((tag) => TAG.test(tag))) fail(`${id}: ${path}`);
    let level = tree;
    tags.forEach((tag, depth) => {
      if (!level.has(tag)) level.set(tag, { type: "", items: new Map() });
      if (depth === tags.length - 1) level.get(tag).type = TYPES.includes(type) ? type : "";
      level = level.get(tag).items;
    });
  }
  return tree;
}

/** Of the same attribute twice the stronger type counts. */
function mergeInto(target, tree) {
  for (const [tag, { type, items }] of tree) {
    const own = target.get(tag) ?? { type: "", items: new Map() };
    target.set(tag, own);
    if (TYPES.indexOf(type) < TYPES.indexOf(own.type)) own.type = type;
    mergeInto(own.items, items);
  }
}

function union(trees) {
  const merged = new Map();
  for (const tree of trees) mergeInto(merged, tree);
  return merged;
}

/** What may be left over of an image, and need not. */
const optional = (tree) => new Map([...tree].map(([tag, { items }]) => [tag, { type: "3", items }]));
