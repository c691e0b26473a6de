import type { PixelReason } from "./pixelReasons";

/** SOP classes below 1.2.840.10008.5.1 whose images are likely to show who the patient is, by reason. */
const CLASSES: readonly (readonly [PixelReason, readonly string[]])[] = [
  ["secondaryCapture", ["4.1.1.7", "4.1.1.7.1", "4.1.1.7.2", "4.1.1.7.3", "4.1.1.7.4"]],
  ["digitizedFilm", ["1.27", "1.29", "1.30"]], // stored prints and hardcopies, retired
  ["ultrasound", ["4.1.1.3", "4.1.1.3.1", "4.1.1.6", "4.1.1.6.1", "4.1.1.6.2", "4.1.1.6.3"]],
  ["endoscopy", ["4.1.1.77.1.1", "4.1.1.77.1.1.1"]],
  // of the retired trial classes nobody knows which camera took them
  ["photography", ["4.1.1.77.1", "4.1.1.77.2", "4.1.1.77.1.4", "4.1.1.77.1.4.1", "4.1.1.77.1.7"]],
  [
    "ophthalmicPhotography",
    ["4.1.1.77.1.5.1", "4.1.1.77.1.5.2", "4.1.1.77.1.5.5", "4.1.1.77.1.5.6", "4.1.1.82.1"],
  ],
  ["audio", ["4.1.1.9.4.1", "4.1.1.9.4.2"]],
];

/** By SOP Class UID. */
export const CLASS_REASONS: ReadonlyMap<string, PixelReason> = new Map(
  CLASSES.flatMap(([reason, ends]) => ends.map((end) => [`1.2.840.10008.5.1.${end}`, reason] as const)),
);

/** Terms of Modality (PS3.3 §C.7.3.1.1.1) that say the same where the SOP class does not. */
export const MODALITY_REASONS: ReadonlyMap<string, PixelReason> = new Map([
  ["US", "ultrasound"],
  ["IVUS", "ultrasound"],
  ["BDUS", "ultrasound"],
  ["ES", "endoscopy"],
  ["XC", "photography"],
  ["DMS", "photography"],
  ["OP", "ophthalmicPhotography"],
  ["HC", "digitizedFilm"],
  ["AU", "audio"],
]);

/** Terms of Conversion Type (PS3.3 §C.8.6.1); DI, a digital interface, passes on what a device measured. */
export const CONVERSION_REASONS: ReadonlyMap<string, PixelReason> = new Map([
  ["DV", "digitizedFilm"],
  ["DF", "digitizedFilm"],
  ["SD", "digitizedFilm"],
  ["SI", "digitizedFilm"],
  ["DRW", "secondaryCapture"],
  ["SYN", "secondaryCapture"],
  ["WSD", "secondaryCapture"],
]);

/**
 * Words of Image Type, from value 3 on, that name screens, reports and labels. DERIVED\SECONDARY alone is every
 * reformatted series, and says nothing of text.
 */
export const IMAGE_TYPE_REASONS: readonly (readonly [RegExp, PixelReason])[] = [
  [
    /SCREEN|SNAPSHOT|CAPTURE|SAVED? ?STATE|\bDOSE|\bREPORT|\bPROT(OCOL)?\b|\bDOCUMENT|\bTEXT\b|ANNOTAT|\bPRINT|\bSUMMARY\b/,
    "screenCapture",
  ],
  [/\bSCANNED\b|\bFILM\b|\bDIGITIZED\b/, "digitizedFilm"],
  [/\bLABEL\b|\bOVERVIEW\b|\bMACRO\b/, "specimenLabel"],
];

/** Series Descriptions that devices give to screens and reports, in their own words. */
export const SCREEN_SERIES =
  /dose (report|record|info|summary|protocol|sheet)|patient ?prot|exam(ination)? protocol|screen ?(save|capture|shot)|secondary ?capture|snapshot|scanned (document|image|report)/i;
