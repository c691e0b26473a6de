/** Lets a bounded number go at a time, and the others in the order in which they came. */
export class Turns {
  private taken = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly most: number) {}

  /** Resolves when it is the caller's turn, who passes it on afterwards. */
  async take(): Promise<void> {
    if (this.taken >= this.most) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.taken++;
  }

  pass(): void {
    const next = this.waiting.shift(); // the turn passes on, so `taken` stays
    if (next === undefined) this.taken--;
    else next();
  }
}
