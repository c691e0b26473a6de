import { formatTag } from "../../dictionary/tag";
import { DicomUnsupportedError } from "../../errors";
import { formatPath } from "../../model/elementPath";
import type { OutputWatch } from "../../write/outputChecks";
import type { Segment } from "../../write/writePlan";
import type { HitJudge } from "./judgeHit";
import type { Locate, Located } from "./locate";
import type { Hit, TermIndex } from "./termIndex";
import { Windows } from "./windows";

export interface ScanOptions {
  readonly index: TermIndex;
  readonly judge: HitJudge;
  /** Made when something is found. */
  readonly createLocate: () => Locate;
  /** Whether a segment is pixel data, in which only what is long is looked for. */
  readonly isSampled: (segment: Segment) => boolean;
}

/**
 * Looks for the removed values of an object in its output, in one pass and while it is written. Memory is that of the
 * terms and some hundred bytes.
 */
export class ResidualScan implements OutputWatch {
  seenBytes = 0;
  private position = 0;
  private windows: Windows | undefined;
  private isSampling = false;
  private locate: Locate | undefined;

  constructor(private readonly options: ScanOptions) {}

  /** @throws DicomUnsupportedError RESIDUAL_IDENTIFIER with the attribute in which something was found */
  see(bytes: Uint8Array, segment: Segment): void {
    const isSampling = this.options.isSampled(segment);
    if (isSampling !== this.isSampling) this.finish();
    this.isSampling = isSampling;
    this.windows ??= this.createWindows(isSampling);
    this.windows.see(bytes);
    this.position += bytes.length;
    this.seenBytes += bytes.length;
  }

  skip(lengthBytes: number): void {
    this.finish();
    this.position += lengthBytes;
  }

  /** @throws DicomUnsupportedError RESIDUAL_IDENTIFIER */
  end(): void {
    this.finish();
  }

  private finish(): void {
    this.windows?.end();
    this.windows = undefined;
  }

  private createWindows(isSampling: boolean): Windows {
    const { index } = this.options;
    return new Windows((bytes, from, to, position) => {
      const onHit = (hit: Hit, start: number) => this.check(hit, position + start);
      if (isSampling) index.searchSamples(bytes, from, to, onHit);
      else index.search(bytes, from, to, onHit);
    }, this.position);
  }

  private check(hit: Hit, position: number): void {
    this.locate ??= this.options.createLocate();
    const located = this.locate(position);
    if (this.options.judge.isLeak(hit, located)) throw residualError(hit, located);
  }
}

/** Names the attribute where it was found, and in the message the one that it was removed from. */
function residualError({ of }: Hit, located: Located | undefined): DicomUnsupportedError {
  const removed = formatTag(of.tag);
  const message = `a value that was removed from ${removed} still stands in the output`;
  if (!located) return new DicomUnsupportedError("RESIDUAL_IDENTIFIER", message, { tag: removed });
  const { element, place } = located;
  const where = { tag: formatTag(element.tag), path: formatPath(element.tag, place) };
  return new DicomUnsupportedError("RESIDUAL_IDENTIFIER", message, where);
}
