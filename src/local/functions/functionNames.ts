/** A function and what it may be called by. */
export interface NamedFunction {
  readonly name: string;
  readonly arn: string;
  /** Versions by qualifier: its aliases, and each version itself. */
  readonly versions: ReadonlyMap<string, string>;
}

export interface CalledFunction<Fn> {
  readonly fn: Fn;
  /** What a role must be allowed to invoke: with the qualifier that was called, as Lambda asks for it. */
  readonly arn: string;
  readonly version: string;
}

/**
 * The function that a name or ARN means, with or without a qualifier (`:live`, `:3`).
 *
 * @returns undefined where there is no such function, alias or version
 */
export function findFunction<Fn extends NamedFunction>(
  functions: readonly Fn[],
  called: string,
): CalledFunction<Fn> | undefined {
  for (const fn of functions) {
    const prefix = [fn.arn, fn.name].find((name) => called === name || called.startsWith(`${name}:`));
    if (prefix === undefined) continue;
    const qualifier = called.slice(prefix.length + 1);
    if (qualifier === "" || qualifier === "$LATEST") return { fn, arn: fn.arn, version: "$LATEST" };
    const version = fn.versions.get(qualifier);
    return version === undefined ? undefined : { fn, arn: `${fn.arn}:${qualifier}`, version };
  }
  return undefined;
}
