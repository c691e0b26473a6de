/** How many values an attribute may have, PS3.5 §6.4. */
export interface Multiplicity {
  readonly least: number;
  /** `Infinity` where there is no bound. */
  readonly most: number;
  /** The number of values is a multiple of this. */
  readonly step: number;
  /** As PS3.6 writes it. */
  readonly text: string;
}

/** Parses what PS3.6 writes, such as `1`, `1-3`, `2-n`, `3-3n`, `1-n or 1`; `undefined` where it writes nothing. */
export function parseMultiplicity(text: string): Multiplicity | undefined {
  const [, least, most, times] = /^(\d+)(?:-(\d*)(n?))?( or 1)?$/.exec(text) ?? [];
  if (least === undefined) return undefined;
  if (most === undefined) return { text, least: Number(least), most: Number(least), step: 1 };
  if (!times) return { text, least: Number(least), most: Number(most), step: 1 };
  return { text, least: Number(least), most: Infinity, step: Number(most || 1) };
}

export function allows({ least, most, step }: Multiplicity, count: number): boolean {
  return count >= least && count <= most && count % step === 0;
}
