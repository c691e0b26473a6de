import { PutEventsCommand, type EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { EventPublisher } from "../pipeline/ports";

/** An event that the bus did not take, named by the service's code. */
class EventNotTakenError extends Error {
  constructor(code: string) {
    super("the event bus did not take the event");
    this.name = code;
  }
}

/** Puts events on one bus. */
export function eventBridgePublisher(
  client: Pick<EventBridgeClient, "send">,
  { eventBusName, source }: { readonly eventBusName: string; readonly source: string },
): EventPublisher {
  return {
    async publish(detailType, detail) {
      const { FailedEntryCount = 0, Entries = [] } = await client.send(
        new PutEventsCommand({
          Entries: [
            {
              EventBusName: eventBusName,
              Source: source,
              DetailType: detailType,
              Detail: JSON.stringify(detail),
            },
          ],
        }),
      );
      // EventBridge answers 200 for entries that it refuses.
      if (FailedEntryCount > 0) throw new EventNotTakenError(Entries[0]?.ErrorCode ?? "EventNotTakenError");
    },
  };
}
