import type { ScopeName } from "./scopes";

/** Rights over one scope: what only looks, and what changes. */
export interface Grant {
  readonly scope: ScopeName;
  readonly read?: readonly string[];
  readonly write?: readonly string[];
  /** Changes of tags, where they may be told from other changes. */
  readonly tag?: readonly string[];
}

/** What resources of a type take, by the type's token. */
export type ActionsByType = Readonly<Record<string, readonly Grant[]>>;
