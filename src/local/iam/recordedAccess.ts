import { join } from "node:path";
import { createJsonLinesFile } from "../jsonLinesFile";
import type { DeclaredStack } from "../program";
import { createAccessControl, type AccessControl } from "./accessControl";
import { openAccessLedger, type AccessLedger } from "./accessLedger";
import { collectPolicies } from "./declaredPolicies";

export interface RecordedAccess {
  readonly access: AccessControl;
  readonly ledger: AccessLedger;
}

/** The declared policies, and what they were asked: in `accesses.jsonl`, each denial with its time in `denials.jsonl` as well. */
export function createRecordedAccess(
  program: DeclaredStack,
  parts: {
    readonly directory: string;
    readonly accountId: string;
    readonly onProblem: (problem: string) => void;
  },
): RecordedAccess {
  const policies = collectPolicies(program);
  policies.problems.forEach(parts.onProblem);
  const recordDenial = createJsonLinesFile(join(parts.directory, "denials.jsonl"));
  const ledger = openAccessLedger(join(parts.directory, "accesses.jsonl"));
  const access = createAccessControl(policies, parts.accountId, (answer) => {
    ledger.record(answer);
    if (!answer.allowed) recordDenial({ at: new Date(), ...answer });
  });
  return { access, ledger };
}
