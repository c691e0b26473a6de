import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { declared } from "../declaredProperties";
import type { DeclaredStack } from "../program";
import type { JsonObject, JsonService } from "./jsonService";
import { ServiceError } from "./serviceError";

export interface EventBus {
  readonly name: string;
  readonly arn: string;
}

/** An event as a rule of its bus would get it. */
export interface RecordedEvent {
  readonly id: string;
  readonly time: Date;
  readonly eventBusName: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
}

/** What one entry and one request may hold, in bytes and in number. */
const MAX_ENTRY_BYTES = 1_048_576;
const MAX_ENTRIES = 10;

const entrySchema = v.object({
  EventBusName: v.string(),
  Source: v.pipe(v.string(), v.nonEmpty()),
  DetailType: v.pipe(v.string(), v.nonEmpty(), v.maxLength(128)),
  Detail: v.pipe(v.string(), v.maxBytes(MAX_ENTRY_BYTES), v.parseJson(), v.record(v.string(), v.unknown())),
});
const putEventsSchema = v.object({
  Entries: v.pipe(v.array(v.record(v.string(), v.unknown())), v.minLength(1), v.maxLength(MAX_ENTRIES)),
});

/** The declared event buses. */
export const declaredEventBuses = (stack: DeclaredStack): EventBus[] =>
  declared(stack, "aws:cloudwatch/eventBus:EventBus", v.object({ name: v.string(), arn: v.string() })).map(
    ({ properties }) => properties,
  );

/** `PutEvents` on the declared buses: each event that a bus takes goes to `onEvent`, since no rules run here. */
export function createEventBridgeService(
  buses: readonly EventBus[],
  onEvent: (event: RecordedEvent) => void,
): JsonService {
  const busOf = (name: unknown) => buses.find((bus) => [bus.name, bus.arn].includes(String(name)));

  function putEntry(entry: JsonObject): JsonObject {
    const parsed = v.safeParse(entrySchema, entry);
    // One bad entry does not fail the others, nor the request.
    if (!parsed.success)
      return { ErrorCode: "MalformedDetail", ErrorMessage: "The entry is not what PutEvents takes" };
    const { EventBusName, Source: source, DetailType: detailType, Detail: detail } = parsed.output;
    const id = randomUUID();
    const eventBusName = busOf(EventBusName)?.name ?? EventBusName;
    onEvent({ id, time: new Date(), eventBusName, source, detailType, detail });
    return { EventId: id };
  }

  return {
    signingName: "events",
    targetPrefix: "AWSEvents",
    contentType: "application/x-amz-json-1.1",
    errorNamespace: "com.amazonaws.events",
    accessDeniedCode: "AccessDeniedException",
    operations: {
      PutEvents: {
        requiredAccess: (input) => ({
          action: "events:PutEvents",
          resource: busOf(theBusOf(input))?.arn ?? String(theBusOf(input)),
        }),
        run(input) {
          if (busOf(theBusOf(input)) === undefined)
            throw new ServiceError("ResourceNotFoundException", "The event bus does not exist");
          const entries = v.parse(putEventsSchema, input).Entries.map(putEntry);
          const failed = entries.filter(({ ErrorCode }) => ErrorCode !== undefined);
          return { FailedEntryCount: failed.length, Entries: entries };
        },
      },
    },
  };
}

/** The bus that all entries name: one permission is asked for a request, so that it must be one bus. */
function theBusOf(input: JsonObject): unknown {
  const parsed = v.safeParse(putEventsSchema, input);
  if (!parsed.success) throw new ServiceError("ValidationException", "Entries are not what PutEvents takes");
  const names = new Set(parsed.output.Entries.map(({ EventBusName }) => EventBusName ?? "default"));
  if (names.size > 1)
    throw new ServiceError("ValidationException", "Locally the entries of one request are for one bus");
  return [...names][0];
}
