/** What one of many files costs inside a process that has warmed up. */
export interface SteadyCost {
  readonly cpuMs: number;
  readonly wallMs: number;
}

const WARM_UP_MS = 500;
const MEASURED_MS = 1500;
const FEWEST_FILES = 3;

/** Goes over the files, again and again where they are few, until the cost of one is known well enough. */
export async function steadyCost(
  files: readonly string[],
  run: (file: string) => void | Promise<void>,
): Promise<SteadyCost> {
  let next = 0;
  const goOn = async (budgetMs: number) => {
    const startedAt = performance.now();
    const cpu = process.cpuUsage();
    let done = 0;
    while (done < FEWEST_FILES || performance.now() - startedAt < budgetMs) {
      const pending = run(files[next++ % files.length] as string);
      if (pending) await pending;
      done++;
    }
    const { user, system } = process.cpuUsage(cpu);
    return { cpuMs: (user + system) / 1000 / done, wallMs: (performance.now() - startedAt) / done };
  };
  await goOn(WARM_UP_MS);
  return goOn(MEASURED_MS);
}
