// All attributes of each IOD, for the preset `strict`: see iodTables.mjs.
import { fail } from "./facts.mjs";
import { ADDITIONS, CONVERTED, MACROS, MODULES } from "./laterModules.mjs";

/** Shared and Per-Frame Functional Groups Sequence. */
const FUNCTIONAL_GROUP_SEQUENCES = ["52009229", "52009230"];

/** Modified Attributes Sequence holds any attributes; Table E.1-1 removes it. */
const MODIFIED_ATTRIBUTES = "04000550";

const GROUPS_SUFFIX = "-multi-frame-functional-groups";

/**
 * A tree is a map of tags to the trees of their items. Equal trees become one node, however often the standard repeats a macro.
 *
 * @returns the lines of both tables
 */
export function iodAttributeLines({ attributes, modules, iodModules, iodMacros, classes }) {
  const sequences = new Set(attributes.filter(({ vr }) => vr === "SQ").map(({ tag }) => tag));
  const tagOf = new Map(attributes.map(({ keyword, tag }) => [keyword, tag]));
  const trees = new Map(Object.entries(modules).map(([id, paths]) => [id, treeOfPaths(Object.keys(paths))]));
  const code = trees.get("sr-document-content").get("0040A043");

  /** The language of laterModules.mjs. */
  function parse(text, where) {
    const tokens = text.match(/[A-Za-z0-9]+|\+[a-z0-9-]+|=[a-z0-9-]+|[{}*]/g) ?? [];
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
        const tag = tagOf.get(token);
        if (!tag) fail(`${where}: no attribute ${token}`);
        let items = new Map();
        if (tokens[at] === "*") {
          at++;
          mergeInto(items, code);
        }
        if (tokens[at]?.startsWith("=")) {
          items = moduleTree(tokens[at++].slice(1), where).get(tag) ?? fail(`${where}: no ${token} there`);
        } else if (tokens[at] === "{") {
          at++;
          mergeInto(items, level());
          if (tokens[at++] !== "}") fail(`${where}: a brace is open`);
        }
        mergeInto(tree, new Map([[tag, items]]));
      }
      return tree;
    };
    const tree = level();
    if (at < tokens.length) fail(`${where}: a brace too many`);
    return tree;
  }

  function moduleTree(id, where) {
    if (id === "converted")
      return union(CONVERTED.flatMap((iod) => iodModules[iod].map(([one]) => trees.get(one) ?? fail(one))));
    return trees.get(id) ?? fail(`${where}: no module ${id}`);
  }

  for (const [id, text] of Object.entries(ADDITIONS)) mergeInto(moduleTree(id, id), parse(text, id));
  for (const [id, text] of Object.entries(MODULES)) {
    if (trees.has(id)) fail(`${id} is in the module tables`);
    trees.set(id, parse(text, id));
  }

  const nodes = new Map();
  const lines = [];
  const nodeOf = (tree) => {
    const entries = [...tree].sort(([a], [b]) => (a < b ? -1 : 1));
    let group = "";
    const line = entries.map(([tag, items]) => {
      if (items.size === 0 && sequences.has(tag) && tag !== MODIFIED_ATTRIBUTES)
        fail(`what is in the items of ${tag} is not known`);
      const start = tag.slice(0, 4) === group ? "," : `${group && " "}${(group = tag.slice(0, 4))}`;
      return start + tag.slice(4) + (items.size > 0 ? `=${nodeOf(items)}` : "");
    });
    const key = line.join("");
    if (!nodes.has(key)) nodes.set(key, lines.push(key) - 1);
    return nodes.get(key).toString(36);
  };

  const iodLines = [...classes.keys()].sort().map((iod) => {
    const own = classes.get(iod).sort().join(",");
    const unknown = iodModules[iod].filter(([id]) => !trees.has(id) && !id.endsWith(GROUPS_SUFFIX));
    if (unknown.some(([, usage]) => usage === "M")) return `${own};?`;
    const of = iodModules[iod].flatMap(([id]) => trees.get(id) ?? []);
    if (iodModules[iod].some(([id]) => id.endsWith(GROUPS_SUFFIX))) {
      const macros = iodMacros
        .filter(({ ciodId }) => ciodId === iod)
        .map(({ macroId }) => parse(MACROS[macroId] ?? fail(`no macro ${macroId}`), macroId));
      const groups = new Map(FUNCTIONAL_GROUP_SEQUENCES.map((sequence) => [sequence, union(macros)]));
      of.push(union([trees.get("multi-frame-functional-groups"), groups]));
    }
    return `${own};${[...new Set(of.map(nodeOf))].join(",")}`;
  });
  return { iodLines, nodeLines: lines };
}

function treeOfPaths(paths) {
  const tree = new Map();
  for (const path of paths) {
    let level = tree;
    const tags = path.split("/");
    if (tags.some((tag) => !/^[0-9A-F]{8}$/.test(tag))) continue; // overlay planes, which other rules decide on
    for (const tag of tags) {
      if (!level.has(tag)) level.set(tag, new Map());
      level = level.get(tag);
    }
  }
  return tree;
}

function mergeInto(target, tree) {
  for (const [tag, items] of tree) {
    const own = target.get(tag);
    if (!own) target.set(tag, union([items]));
    else mergeInto(own, items);
  }
}

function union(trees) {
  const merged = new Map();
  for (const tree of trees) mergeInto(merged, tree);
  return merged;
}
