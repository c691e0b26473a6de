import type { OnEvent, S3EventRecord } from "../../../src/local/s3";

/** Collects events; `take` waits for as many and answers them. */
export function createEventCollector() {
  const received: { target: string; record: S3EventRecord }[] = [];
  let wake: () => void = () => undefined;
  const onEvent: OnEvent = (target, event) => {
    received.push(...event.Records.map((record) => ({ target, record })));
    wake();
  };
  const take = async (count: number) => {
    while (received.length < count) await new Promise<void>((resolve) => (wake = resolve));
    return received.splice(0);
  };
  return { onEvent, take, received };
}
