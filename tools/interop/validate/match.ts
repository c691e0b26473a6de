import type { DicomObject } from "../../../dicom";
import type { Finding } from "../../../dicom/validate/finding";
import type { PeerError } from "./dciodvfy";
import { explainOurs } from "./ourRules";
import { explainTheirs } from "./theirRules";

/** How the errors of one file, theirs and ours, go together. */
export interface Match {
  /** Theirs that we find, by message. */
  readonly found: ReadonlyMap<string, number>;
  /** Theirs that we do not find, by the rule that says why. */
  readonly explained: ReadonlyMap<string, number>;
  /** Theirs that we do not find and should: path and message. */
  readonly missed: readonly string[];
  /** Our errors that they have too. */
  readonly shared: number;
  /** Our errors that they lack, by the rule that says why. */
  readonly justified: ReadonlyMap<string, number>;
  /** Our errors that they lack, and no rule says why: path and code. */
  readonly unjustified: readonly string[];
}

/** What of ours answers to a message of theirs; any finding at the same attribute where none of these fits. */
const CODES: readonly (readonly [message: RegExp, codes: RegExp])[] = [
  [/^Missing attribute/, /^(MISSING_|WRONG_META_GROUP_LENGTH$)/],
  [/^Empty attribute/, /^(EMPTY_|MISSING_|FORBIDDEN_)/],
  [/^Unrecognized enumerated value/, /^(UNEXPECTED_VALUE|TRANSFER_SYNTAX_CONTRADICTION)$|PIXEL_DESCRIPTION$/],
  [/^Attribute present but empty/, /^(EMPTY_|FORBIDDEN_)/],
  [/^Bad attribute Value Multiplicity/, /^(WRONG_MULTIPLICITY|TOO_MANY_ITEMS|EMPTY_SEQUENCE)$/],
  [/^(Attribute present|Shall not be present)/, /^FORBIDDEN_/],
];

/** @param object what we read; absent where we could not */
export function matchFile(
  theirs: readonly PeerError[],
  ours: readonly Finding[],
  object?: DicomObject,
): Match {
  const byPath = new Map<string, Finding[]>();
  for (const finding of ours) {
    const path = finding.path ?? "";
    byPath.set(path, [...(byPath.get(path) ?? []), finding]);
  }
  const file = { theirs, ours, object };
  const found = new Map<string, number>();
  const explained = new Map<string, number>();
  const missed: string[] = [];
  const shared = new Set<Finding>();
  for (const error of theirs) {
    const answers = (byPath.get(error.path) ?? []).filter((finding) => answersTo(error, finding));
    for (const answer of answers) shared.add(answer);
    const rule = answers.length > 0 ? undefined : explainTheirs(error, file);
    if (answers.length > 0) count(found, error.message);
    else if (rule !== undefined) count(explained, rule);
    else missed.push(`${error.path || "-"}: ${error.message}`);
  }
  const justified = new Map<string, number>();
  const unjustified: string[] = [];
  for (const finding of ours) {
    if (finding.severity !== "error" || shared.has(finding)) continue;
    const rule = explainOurs(finding, file);
    if (rule === undefined) unjustified.push(`${finding.path ?? "-"}: ${finding.code}`);
    else count(justified, rule);
  }
  const sharedErrors = [...shared].filter(({ severity }) => severity === "error").length;
  return { found, explained, missed, shared: sharedErrors, justified, unjustified };
}

function answersTo({ path, message }: PeerError, { level, code }: Finding): boolean {
  // What is of no attribute is of reading: that a module is missing says nothing about it.
  if (path === "" && level !== "encoding") return false;
  const [, codes] = CODES.find(([pattern]) => pattern.test(message)) ?? [];
  return codes ? codes.test(code) : true;
}

export function count(counts: Map<string, number>, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
