import type { ByteSource } from "../../bytes/byteSource";
import { isPrivate } from "../../dictionary/tag";
import { DOUBLE_FLOAT_PIXEL_DATA, FLOAT_PIXEL_DATA, PIXEL_DATA } from "../../dictionary/tags";
import type { DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import type { DicomObject } from "../../model/dicomObject";
import type { CharacterSet } from "../../text/characterSet";
import { characterSetFor } from "../../text/values";
import type { OutputChecks, OutputWatch } from "../../write/outputChecks";
import type { Segment } from "../../write/writePlan";
import type { OwnIdentifier } from "../clean/ownIdentifiers";
import type { IodAttributes } from "../iod/iodAttributes";
import type { CompiledPolicy } from "../policy/compilePolicy";
import { createLocate } from "./locate";
import { HitJudge } from "./judgeHit";
import { ResidualScan } from "./residualScan";
import { indexOf } from "./objectTerms";
import { verifyOutput } from "./verifyOutput";

export interface CheckedOutput {
  /** As it was read. */
  readonly source: DataSet;
  /** As it is written. */
  readonly edited: DicomObject;
  readonly policy: CompiledPolicy;
  /** What it may hold, where only attributes of the IOD stay. */
  readonly standard: IodAttributes | undefined;
  readonly ownIdentifiers: () => readonly OwnIdentifier[];
  readonly ruleOf: (element: DataElement) => string;
}

/** What stands between a de-identified object and its output; nothing is done before it is written. */
export function createOutputChecks(checked: CheckedOutput): OutputChecks {
  return {
    watch: () => createScan(checked),
    verify: (output: ByteSource) => verifyOutput(output, checked),
  };
}

function createScan({ source, edited, ownIdentifiers, ruleOf }: CheckedOutput): OutputWatch {
  const index = indexOf(ownIdentifiers(), characterSetsOf(source));
  let inSource: Set<DataElement> | undefined;
  const isUnchanged = (element: DataElement) => {
    inSource ??= new Set(elementsOf(source));
    return inSource.has(element);
  };
  return new ResidualScan({
    index,
    judge: new HitJudge({ edited: edited.dataSet, ruleOf, isUnchanged }),
    createLocate: () => createLocate(edited),
    isSampled: samplingOf(edited.dataSet),
  });
}

const PIXELS = [FLOAT_PIXEL_DATA, DOUBLE_FLOAT_PIXEL_DATA, PIXEL_DATA];

/** Tells stretches of long pixel data, at the top or in an icon image, from other segments. */
function samplingOf(dataSet: DataSet): (segment: Segment) => boolean {
  const ranges = PIXELS.flatMap((tag) => {
    const value = dataSet.get(tag)?.value;
    return value?.kind === "range" || value?.kind === "fragments" ? [value] : [];
  });
  return (segment) =>
    segment.kind === "range" &&
    ranges.some(
      ({ source, offset, lengthBytes }) =>
        source === segment.source && segment.offset >= offset && segment.offset < offset + lengthBytes,
    );
}

function elementsOf(dataSet: DataSet): DataElement[] {
  return dataSet.elements.flatMap((element) =>
    element.value.kind === "sequence" ? [element, ...element.value.items.flatMap(elementsOf)] : [element],
  );
}

/** Those that any text of the object is in. */
function characterSetsOf(dataSet: DataSet): CharacterSet[] {
  const found = new Set<CharacterSet>([characterSetFor(dataSet)]);
  const add = ({ elements }: DataSet) => {
    for (const { tag, value } of elements) {
      if (value.kind !== "sequence" || isPrivate(tag)) continue;
      for (const item of value.items) {
        if (item.has("SpecificCharacterSet")) found.add(characterSetFor(item));
        add(item);
      }
    }
  };
  add(dataSet);
  return [...found];
}
