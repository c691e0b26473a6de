import type { Docs, Member } from "./docstrings";
import type { ApiEntry, ModuleApi } from "./publicApi";

const INTRODUCTION = `# API

What can be imported, and what its signature cannot say. \`npm run api\` writes this page from the docstrings;
[engine.md](engine.md) introduces the engine by examples that run, and [user-guide.md](user-guide.md#download) the links.
Every error is one of the classes under [Errors and warnings](#errors-and-warnings), or a
[\`DeliveryError\`](#deliveryerror).
`;

/** The page before it is laid out. */
export function apiPage(modules: readonly ModuleApi[]): string {
  return [INTRODUCTION, contents(modules), ...modules.map(moduleText)].join("\n");
}

/** The anchor that a heading gets. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");

const linkTo = (name: string): string => `[\`${name}\`](#${anchorOf(name)})`;

function sectionsOf({ entries }: ModuleApi): Map<string, ApiEntry[]> {
  const sections = new Map<string, ApiEntry[]>();
  for (const entry of entries) sections.set(entry.section, [...(sections.get(entry.section) ?? []), entry]);
  return sections;
}

function contents(modules: readonly ModuleApi[]): string {
  const lines = modules.flatMap((module) => [
    `\n[\`${module.specifier}\`](#${anchorOf(module.specifier)})\n`,
    ...Array.from(
      sectionsOf(module),
      ([section, entries]) =>
        `- [${section}](#${anchorOf(section)}): ${entries.map(({ name }) => linkTo(name)).join(", ")}`,
    ),
  ]);
  return `${lines.join("\n")}\n`;
}

function moduleText(module: ModuleApi): string {
  const sections = Array.from(
    sectionsOf(module),
    ([section, entries]) => `### ${section}\n\n${entries.map(entryText).join("\n")}`,
  );
  return `## ${module.specifier}\n\n${module.about}\n\n${sections.join("\n")}`;
}

function entryText(entry: ApiEntry): string {
  const { name, text, signature, mentions, path, members } = entry;
  const see = mentions.length > 0 ? `With ${mentions.map(linkTo).join(", ")}. ` : "";
  return [
    `#### \`${name}\`\n`,
    `${text}\n`,
    signature && `\`\`\`ts\n${signature}\n\`\`\`\n`,
    factsOf(entry),
    members.map(memberText).join("\n"),
    `\n${see}In [${path}](../${path}).\n`,
  ]
    .filter(Boolean)
    .join("\n");
}

function memberText(member: Member): string {
  const facts = factsOf(member).replace(/^(?=.)/gm, "  ");
  return `- **\`${member.name}\`** ${member.text.replaceAll("\n", "\n  ")}${facts ? `\n${facts}` : ""}`;
}

function factsOf({ parameters, returns, throws }: Docs): string {
  const facts = [
    ...parameters.map(({ name, text }) => `\`${name}\`: ${text}`),
    ...(returns === undefined ? [] : [`Returns ${returns}`]),
    ...throws.map((text) => `Throws ${text}`),
  ];
  return facts.map((fact) => `- ${fact}\n`).join("");
}
