interface State {
  readonly Next?: string;
  readonly Choices?: readonly { readonly Next: string }[];
}

/** States that an object which becomes an output goes through; each is a transition. */
export function successPath(definition: unknown): string[] {
  const { StartAt, States } = JSON.parse(String(definition)) as {
    StartAt: string;
    States: Record<string, State>;
  };
  const path: string[] = [];
  for (let name: string | undefined = StartAt; name !== undefined && !path.includes(name);) {
    path.push(name);
    const state: State | undefined = States[name];
    name = state?.Choices?.[0]?.Next ?? state?.Next;
  }
  return path;
}
