import { set, take, type Mutation } from "./change";

/** What makes a queue less than it is. */
export const QUEUE_MUTATIONS: readonly Mutation[] = [
  {
    what: "stops encrypting a queue",
    change: set("Queue", "-ingest", { sqsManagedSseEnabled: false }),
    breaks: { "queue-encrypted": /sqsManagedSseEnabled/ },
  },
  {
    what: "takes the policy of a queue away",
    change: take("QueuePolicy", "-ingest-dead-letter"),
    breaks: { "queue-complete": /dead-letter: the queue/ },
  },
];
