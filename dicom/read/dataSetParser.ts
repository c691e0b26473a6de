/**
 * Bytes to data set, without recursion and without waiting: the parser goes as far as its chunk allows and
 * then says how many bytes it needs from where. Memory: the chunks that hold headers and short values,
 * bounded by `limits.headerBytes`; long values stay in the source.
 */
import type { ByteSource } from "../bytes/byteSource";
import type { DataElement } from "../model/dataElement";
import { DataSet } from "../model/dataSet";
import type { ElementHeader } from "../syntax/elementHeader";
import type { Encoding } from "../syntax/transferSyntax";
import { Budget } from "./budget";
import { dataSetLevel, sortElements, type FragmentsLevel, type Level } from "./level";
import { ParserCursor } from "./parserCursor";
import { GO_ON, type ParserOptions, type ParserState } from "./parserState";
import { stepDataSet } from "./stepDataSet";
import { endFragments, stepFragments } from "./stepFragments";
import { stepPadding } from "./stepPadding";
import { stepSequence } from "./stepSequence";

/** Answer of `advance` when the data set is complete. */
export const DONE = 0;

export class DataSetParser {
  readonly dataSet: DataSet;
  private readonly state: ParserState;
  /** The header of the element at hand; one object for all elements. */
  private readonly header: ElementHeader = {
    tag: 0,
    vr: undefined,
    unknownVr: false,
    lengthBytes: 0,
    headerBytes: 0,
  };

  constructor(source: ByteSource, start: number, encoding: Encoding, options: ParserOptions) {
    const elements: DataElement[] = [];
    this.dataSet = new DataSet(elements);
    const stack: Level[] = [dataSetLevel(this.dataSet, elements, encoding, source.sizeBytes, false)];
    const cursor = new ParserCursor(start, stack, options.warnings);
    const budget = new Budget(options.limits, () => cursor.location(this.header.tag));
    this.state = { source, options, stack, cursor, budget };
  }

  /** Offset in the source of the next byte to be looked at. */
  get position(): number {
    return this.state.cursor.position;
  }

  /** Gives the bytes of the source from `position` on. */
  feed(chunk: Uint8Array): void {
    this.state.cursor.feed(chunk);
  }

  /** Present while only item headers are needed, between which lie bytes that nobody looks at. */
  get fragments(): Readonly<FragmentsLevel> | undefined {
    const level = this.state.stack.at(-1);
    return level?.kind === "fragments" ? level : undefined;
  }

  /**
   * Goes as far as the chunk allows.
   *
   * @returns `DONE`, or how many bytes are needed from `position` on to go further; never more than the source has
   */
  advance(): number {
    const { state } = this;
    for (;;) {
      const level = state.stack[state.stack.length - 1];
      if (level === undefined) {
        state.cursor.release();
        return DONE;
      }
      const needed = this.step(level);
      if (needed !== GO_ON) return needed;
    }
  }

  /** Gives up where the bytes cannot be understood: `dataSet` is what was read up to there, whole fragments included. */
  salvage(): void {
    const { stack, cursor } = this.state;
    const innermost = stack.at(-1);
    if (innermost?.kind === "fragments" && innermost.items > 0) endFragments(this.state, innermost);
    for (const level of stack) if (level.kind === "dataSet") sortElements(level);
    stack.length = 0;
    cursor.release();
  }

  private step(level: Level): number {
    switch (level.kind) {
      case "dataSet":
        return stepDataSet(this.state, level, this.header);
      case "sequence":
        return stepSequence(this.state, level);
      case "fragments":
        return stepFragments(this.state, level);
      case "padding":
        return stepPadding(this.state, level);
    }
  }
}
