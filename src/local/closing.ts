/** What is to be closed when something ends, once: what makes new work first, what it needs last. */
export class Closing {
  private readonly steps: (() => unknown)[] = [];
  private closed: Promise<void> | undefined;

  /** Has these, in this order, closed before everything that is there already. */
  first(...steps: readonly (() => unknown)[]): void {
    this.steps.unshift(...steps);
  }

  run(): Promise<void> {
    return (this.closed ??= this.runSteps());
  }

  private async runSteps(): Promise<void> {
    for (const step of this.steps) await step();
  }
}
