/**
 * What the keys of each bucket begin with, by what stands there: for those who write it, who read it, and the policies that
 * confine both to it. The prefixes of the raw bucket are the pipeline's own; clients put their objects beside them.
 */
export const RAW_PREFIXES = {
  /** `<execution name>/reason.json`: why an input was not processed. */
  quarantine: "quarantine/",
  /** What Step Functions knows of a run of reprocessing: inputs of items, which hold keys. Whatever is here expires. */
  reprocessingMaps: "reprocessing/",
} as const;

export const PROCESSED_PREFIXES = {
  /** `<study>/<series>/<instance>.dcm`, all of them new UIDs. */
  studies: "studies/",
} as const;

export const LOGS_PREFIXES = {
  /** S3's own access logs. */
  access: "access/",
  /** `<yyyy>/<mm>/<dd>/<execution name>.json`: what was done to an object. */
  audit: "audit/",
  /** `AWSLogs/…`: what CloudTrail records of the raw bucket's objects. */
  trail: "cloudtrail/",
  /** `<run>/<outcome>/<code>/<name>.json`: how an object of a run of reprocessing ended. */
  reprocessing: "reprocessing/",
  /** `<study>.json`: its latest version is of the object that was done last. */
  studyMarkers: "study-markers/",
} as const;
