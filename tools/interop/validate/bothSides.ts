import { readText, tagOf, type DataElement, type DataSet, type DicomObject } from "../../../dicom";
import type { Keyword } from "../../../dicom/dictionary/attributes";
import type { Finding } from "../../../dicom/validate/finding";
import type { PeerError } from "./dciodvfy";

/** Everything that both said of a file. */
export interface BothSides {
  readonly theirs: readonly PeerError[];
  readonly ours: readonly Finding[];
  /** What we read; absent where we could not. */
  readonly object?: DicomObject | undefined;
}

/** The last keyword of a path. */
export const lastOf = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

export const weSay = ({ ours }: BothSides, path: string, code?: Finding["code"]): boolean =>
  ours.some((finding) => finding.path === path && (code === undefined || finding.code === code));

export const theySay = ({ theirs }: BothSides, message: string | RegExp): boolean =>
  theirs.some((error) =>
    typeof message === "string" ? error.message === message : message.test(error.message),
  );

/** What stands at a path of the data set, such as `A[1].B`. */
export function elementAt({ object }: BothSides, path: string): DataElement | undefined {
  const steps = path.split(".");
  const last = tagOf(steps.pop() ?? "");
  let dataSet: DataSet | undefined = object?.dataSet;
  for (const step of steps) {
    const [, keyword = "", item = "0"] = /^(\w+)\[(\d+)\]$/.exec(step) ?? [];
    const sequence = tagOf(keyword);
    dataSet = sequence === undefined ? undefined : dataSet?.items(sequence)[Number(item)];
  }
  return last === undefined ? undefined : dataSet?.get(last);
}

/** A value of an attribute of the data set, from 1. */
export function valueOf({ object }: BothSides, keyword: Keyword, number = 1): string | undefined {
  const element = object?.dataSet.get(keyword);
  return element && object && readText(element, object.dataSet)[number - 1];
}
