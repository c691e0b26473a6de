import { nameOfArn, type DeclaredStatement } from "./statements";

const KINDS = { role: "role", trust: "who takes role", resource: "policy of" } as const;

const HEAD = ["statement", "principals", "actions", "resources", "conditions"];

/** The statements as Markdown, a table for each role or resource. */
export function formatStatements(statements: readonly DeclaredStatement[]): string {
  const holders = new Map<string, DeclaredStatement[]>();
  for (const statement of statements) {
    const title = `${KINDS[statement.kind]} ${nameOfArn(statement.holderArn)}`;
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
