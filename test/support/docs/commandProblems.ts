import type { Command } from "commander";
import { argumentsAfter, commandLinesOf, type CommandLine } from "./commandLines";
import type { Page } from "./pages";

/** What a document can be held to. */
export interface ProjectFacts {
  /** Of package.json. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Names of the stack's outputs. */
  readonly outputs: ReadonlySet<string>;
  /** A new command line, whose commands do nothing. */
  readonly createProgram: () => Command;
  /** What `npm run <script> -- --help` prints. */
  readonly helpOf: (script: string) => string;
  /** What is wrong with a key of the configuration that has this value; of a key alone, with the key. */
  readonly configurationProblems: (key: string, value: string | undefined) => readonly string[];
}

/** What cannot be typed as the page says: each with file, line, command and reason. */
export function commandProblems(page: Page, facts: ProjectFacts): string[] {
  return commandLinesOf(page).flatMap((line) =>
    CHECKS.flatMap((check) => check(line, facts)).map(
      (problem) => `${page.path}:${line.line}: \`${line.text}\`: ${problem}`,
    ),
  );
}

type Check = (line: CommandLine, facts: ProjectFacts) => readonly string[];

/** A word that stands for another: `<key>`, `NAME`, `…`, `"$STACK"`. */
const isPlaceholder = (word: string): boolean => /[<>…$]/.test(word) || /^[A-Z][A-Z-]*$/.test(word);

const checkScripts: Check = ({ text }, { scripts }) =>
  Array.from(text.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g), ([, name = ""]) => name)
    .filter((name) => !(name in scripts))
    .map((name) => `package.json has no script ${name}`);

const checkCommandLine: Check = ({ text }, { createProgram }) => {
  const words = argumentsAfter(text, /\bnpm run (?:-s )?cli --(?= )/);
  if (!words || words.length === 0 || isPlaceholder(words[0] ?? "")) return [];
  // `hold|keyed` stands for either, and N for a number.
  const args = words.map((word) => (word === "N" ? "1" : (word.split("|")[0] ?? "")));
  try {
    createProgram().parse(args, { from: "user" });
    return [];
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return code === "commander.helpDisplayed" ? [] : [message.replace(/^error: |\n.*/gs, "")];
  }
};

const checkScriptOptions: Check = ({ text }, { scripts, helpOf }) => {
  const [, name = ""] = /\bnpm run (?:-s )?([\w:-]+) \[?-- /.exec(text) ?? [];
  if (name === "cli" || !(name in scripts)) return [];
  const options =
    argumentsAfter(text, /\bnpm run (?:-s )?[\w:-]+ \[?--(?= )/)?.filter((word) => /^--?\w/.test(word)) ?? [];
  const unknown = options.filter((option) => option !== "--help" && !helpOf(name).includes(option));
  return unknown.map((option) => `npm run ${name} has no option ${option}`);
};

const PULUMI_COMMANDS =
  /^(login|logout|whoami|version|stack|stack (init|ls|select|rm|output|export|import|tag)|up|preview|destroy|refresh|cancel|import|config|config (set|get|rm)|state (unprotect|protect|delete)|policy (publish|enable))$/;

const checkPulumi: Check = ({ text }) =>
  Array.from(text.matchAll(/\bpulumi (?!-)[^)|;&]+/g), ([command]) => argumentsAfter(command, /pulumi/) ?? [])
    .filter(([first = "", second = ""]) => !isPlaceholder(first) && !isPulumiCommand(first, second))
    .map(
      ([first = "", second = ""]) =>
        `${`${first} ${second}`.trim()} is not a command of pulumi that is known here`,
    );

const isPulumiCommand = (first: string, second: string): boolean =>
  PULUMI_COMMANDS.test(first) || PULUMI_COMMANDS.test(`${first} ${second}`);

const checkConfiguration: Check = ({ text }, { configurationProblems }) => {
  const words = argumentsAfter(text, /\bpulumi config set(?= )/);
  const [key, value] = words ? withoutOptions(words) : [];
  if (key === undefined || isPlaceholder(key)) return [];
  return configurationProblems(key, value === undefined || isPlaceholder(value) ? undefined : value);
};

const checkOutputs: Check = ({ text }, { outputs }) =>
  Array.from(text.matchAll(/\bpulumi stack output(?: [^)|;&]*)?/g), ([command]) =>
    withoutOptions(argumentsAfter(command, /output/) ?? []),
  )
    .flatMap(([name]) => name ?? [])
    .filter((name) => !isPlaceholder(name) && !outputs.has(name))
    .map((name) => `the stack has no output ${name}`);

/** Without `-s dev`, `--stack dev`, `--json` and the like. */
const withoutOptions = (words: readonly string[]): string[] =>
  words.filter((word, index) => !word.startsWith("-") && !/^(-s|--stack)$/.test(words[index - 1] ?? ""));

const CHECKS: readonly Check[] = [
  checkScripts,
  checkCommandLine,
  checkScriptOptions,
  checkPulumi,
  checkConfiguration,
  checkOutputs,
];
