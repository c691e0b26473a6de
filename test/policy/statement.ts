export interface RawStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: unknown;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The policy as JSON text with its statements changed; of no policy, one with what `change` adds. */
export function declaredStatement(
  policy: unknown,
  change: (statements: RawStatement[]) => RawStatement[],
): string {
  const document =
    typeof policy === "string" ? (JSON.parse(policy) as { Statement: RawStatement[] }) : { Statement: [] };
  return JSON.stringify({ Version: "2012-10-17", Statement: change(document.Statement) });
}
