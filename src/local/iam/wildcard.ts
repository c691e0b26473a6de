/**
 * IAM's wildcards: `*` any run of characters, `?` exactly one. Linear in practice and without regular
 * expressions, so that no declared pattern can be misread as one.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let patternAt = 0;
  let textAt = 0;
  let starAt = -1;
  let resumeAt = 0;
  while (textAt < text.length) {
    const wanted = pattern[patternAt];
    if (wanted === "*") {
      starAt = patternAt++;
      resumeAt = textAt;
    } else if (wanted === "?" || (wanted !== undefined && wanted === text[textAt])) {
      patternAt++;
      textAt++;
    } else if (starAt >= 0) {
      patternAt = starAt + 1;
      textAt = ++resumeAt;
    } else return false;
  }
  while (pattern[patternAt] === "*") patternAt++;
  return patternAt === pattern.length;
}

const ARN_PARTS = 6;

/** An ARN with fewer parts than ARNs have. */
export const isShortArn = (text: string): boolean =>
  text.startsWith("arn:") && splitArn(text).length < ARN_PARTS;

/** Of a statement's resource IAM takes the parts that are not there for `*`: `arn:aws:sqs` names all that SQS has. */
export function completeArn(pattern: string): string {
  if (!isShortArn(pattern)) return pattern;
  const parts = splitArn(pattern);
  return [...parts, ...Array<string>(ARN_PARTS - parts.length).fill("*")].join(":");
}

/** An ARN matches part by part: a wildcard in one of its first five parts does not reach over a colon. */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === "*") return true;
  const patternParts = splitArn(pattern);
  const parts = splitArn(arn);
  return (
    patternParts.length === parts.length &&
    patternParts.every((part, at) => matchesWildcard(part, parts[at] ?? ""))
  );
}

function splitArn(arn: string): string[] {
  const parts = arn.split(":");
  return parts.length <= ARN_PARTS
    ? parts
    : [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(":")];
}
