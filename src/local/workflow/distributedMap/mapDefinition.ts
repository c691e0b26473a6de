import * as v from "valibot";
import { LocalStartError } from "../../localStartError";

type State = Record<string, unknown>;

/** Where the items come from. */
export type ItemSource = "listObjectsV2" | "jsonLines";

/** A Map state that Step Functions runs as executions of their own, as far as it runs here. */
export interface MapDefinition {
  readonly label: string;
  readonly source: ItemSource;
  /** Members of an item's input that come from the item (`$$.Map.Item.Value`) or its place in the list. */
  readonly fromItem: Readonly<Record<string, "Value" | "Index">>;
  readonly selects: boolean;
  readonly maxConcurrency: number;
  readonly toleratedFailurePercentage: number;
  /** The state machine that each item goes through. */
  readonly processor: State;
}

/** The Resource of the Task that stands for a distributed Map in what the library runs. */
export const DISTRIBUTED_MAP = "local:distributedMap";

/** What that Task is given: the library has put the values of paths into it. */
export const mapInputSchema = v.object({
  reader: v.record(v.string(), v.string()),
  selected: v.record(v.string(), v.unknown()),
  writer: v.object({ Bucket: v.string(), Prefix: v.optional(v.string(), "") }),
});

const ITEM_PATH = /^\$\$\.Map\.Item\.(Value|Index)$/;

/** Every field that is looked at; another one would be ignored, which is refused instead. */
const mapSchema = v.strictObject({
  Type: v.literal("Map"),
  Label: v.optional(v.string()),
  Comment: v.optional(v.string()),
  ItemReader: v.variant("Resource", [
    v.strictObject({ Resource: v.literal("arn:aws:states:::s3:listObjectsV2"), Parameters: v.unknown() }),
    v.strictObject({
      Resource: v.literal("arn:aws:states:::s3:getObject"),
      ReaderConfig: v.strictObject({ InputType: v.literal("JSONL") }),
      Parameters: v.unknown(),
    }),
  ]),
  ItemSelector: v.optional(v.record(v.string(), v.unknown())),
  ItemProcessor: v.looseObject({
    ProcessorConfig: v.strictObject({ Mode: v.literal("DISTRIBUTED"), ExecutionType: v.literal("STANDARD") }),
    StartAt: v.string(),
    States: v.record(v.string(), v.unknown()),
  }),
  ResultWriter: v.strictObject({
    Resource: v.literal("arn:aws:states:::s3:putObject"),
    Parameters: v.unknown(),
    WriterConfig: v.strictObject({ OutputType: v.literal("JSON"), Transformation: v.literal("COMPACT") }),
  }),
  MaxConcurrency: v.optional(v.number(), 10_000),
  ToleratedFailurePercentage: v.optional(v.number(), 0),
  ResultPath: v.optional(v.unknown()),
  ResultSelector: v.optional(v.unknown()),
  Retry: v.optional(v.unknown()),
  Catch: v.optional(v.unknown()),
  Next: v.optional(v.unknown()),
  End: v.optional(v.unknown()),
});

export const isDistributedMap = (state: State): boolean =>
  state.Type === "Map" &&
  (state.ItemProcessor as { ProcessorConfig?: { Mode?: unknown } } | undefined)?.ProcessorConfig?.Mode ===
    "DISTRIBUTED";

/**
 * Makes a distributed Map, in place, a Task that the library can run; its Retry, Catch, ResultPath and the
 * state after it stay as they are declared.
 *
 * @throws LocalStartError CANNOT_RUN_LOCALLY naming what would run otherwise than on AWS
 */
export function replaceDistributedMap(name: string, state: State): MapDefinition {
  const parsed = v.safeParse(mapSchema, state);
  if (!parsed.success) {
    const paths = parsed.issues.map((issue) => v.getDotPath(issue) ?? "its fields");
    throw new LocalStartError("CANNOT_RUN_LOCALLY", `state ${name}: ${paths.join(", ")} cannot run locally`);
  }
  const { ItemReader, ItemSelector, ItemProcessor, ResultWriter, ...rest } = parsed.output;
  const { Label = name, MaxConcurrency, ToleratedFailurePercentage } = rest;
  const itemOf = (value: unknown) => ITEM_PATH.exec(String(value))?.[1] as "Value" | "Index" | undefined;
  const members = Object.entries(ItemSelector ?? {});

  for (const field of ["Label", "ItemReader", "ItemSelector", "ItemProcessor", "ResultWriter"])
    Reflect.deleteProperty(state, field);
  for (const field of ["MaxConcurrency", "ToleratedFailurePercentage"]) Reflect.deleteProperty(state, field);
  Object.assign(state, {
    Type: "Task",
    Resource: DISTRIBUTED_MAP,
    Parameters: {
      reader: ItemReader.Parameters,
      selected: Object.fromEntries(members.filter(([, value]) => itemOf(value) === undefined)),
      writer: ResultWriter.Parameters,
    },
  });
  return {
    label: Label,
    source: "ReaderConfig" in ItemReader ? "jsonLines" : "listObjectsV2",
    fromItem: Object.fromEntries(
      members.flatMap(([key, value]) => {
        const item = itemOf(value);
        return item === undefined ? [] : [[key.replace(/\.\$$/, ""), item] as const];
      }),
    ),
    selects: ItemSelector !== undefined,
    maxConcurrency: MaxConcurrency === 0 ? 10_000 : MaxConcurrency,
    toleratedFailurePercentage: ToleratedFailurePercentage,
    processor: { ...ItemProcessor, ProcessorConfig: undefined },
  };
}
