import type { PolicyKind } from "./policies";
import type { DeclaredStatement } from "./statements";

/** What stands before the type and the name of what has the policy; in the order in which they are printed. */
const KINDS: Readonly<Record<PolicyKind, string>> = {
  role: "",
  managed: "",
  trust: "who takes ",
  resource: "policy of ",
  endpoint: "what goes through ",
};

const HEAD = ["statement", "principals", "actions", "resources", "conditions"];

/** The statements as Markdown, a table for each role or resource. */
export function formatStatements(statements: readonly DeclaredStatement[]): string {
  const holders = new Map<string, DeclaredStatement[]>();
  for (const statement of Object.keys(KINDS).flatMap((kind) =>
    statements.filter((one) => one.kind === kind),
  )) {
    const title = `${KINDS[statement.kind]}${statement.holderType} ${statement.holder}`;
    holders.set(title, [...(holders.get(title) ?? []), statement]);
  }
  return Array.from(holders, ([title, ofHolder]) => `### ${title}\n\n${tableOf(ofHolder)}`).join("\n");
}

/** Columns in which no statement says anything are left out. */
function tableOf(statements: readonly DeclaredStatement[]): string {
  const rows = statements.map(({ sid, effect, principals, actions, resources, conditions }) =>
    [[effect === "Deny" ? `${sid} (deny)` : sid], principals, actions, resources, conditions].map(cellOf),
  );
  const columns = HEAD.map((_, index) => index).filter((index) => rows.some((row) => row[index] !== ""));
  const line = (cells: readonly (string | undefined)[]) =>
    `| ${columns.map((index) => cells[index] ?? "").join(" | ")} |\n`;
  return line(HEAD) + line(HEAD.map(() => "---")) + rows.map(line).join("");
}

const cellOf = (values: readonly string[]): string =>
  values.map((value) => value.replaceAll("|", "\\|")).join("<br>");
