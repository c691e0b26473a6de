/**
 * Runs a task per item, at most `limit` at a time. After a failure no further item is taken, and the error is
 * thrown only once nothing runs any more.
 */
export async function runBounded<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  limit: number,
  task: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let index = 0;
  try {
    for await (const item of items) {
      const at = index++;
      const run = task(item, at)
        .then((result) => void (results[at] = result))
        .catch((error: unknown) => void failures.push(error))
        .finally(() => running.delete(run));
      running.add(run);
      if (running.size >= limit) await Promise.race(running);
      if (failures.length > 0) break;
    }
  } finally {
    await Promise.all(running);
  }
  if (failures.length > 0) throw failures[0];
  return results;
}
