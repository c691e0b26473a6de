/**
 * Why the pixels, or the document, of an object may show who the patient is. A policy lets objects through by these
 * names.
 */
export const PIXEL_REASONS = [
  "burnedInAnnotation",
  "recognizableVisualFeatures",
  "specimenLabel",
  "screenCapture",
  "secondaryCapture",
  "digitizedFilm",
  "ultrasound",
  "endoscopy",
  "photography",
  "ophthalmicPhotography",
  "unknownClass",
  "nestedPixels",
  "fragmentMetadata",
  "encapsulatedDocument",
  "audio",
  "video",
] as const;

/** One of `PIXEL_REASONS`. */
export type PixelReason = (typeof PIXEL_REASONS)[number];

/** A sentence for each, without a value of the object. */
export const REASON_SENTENCES: Readonly<Record<PixelReason, string>> = {
  burnedInAnnotation: "the object does not deny that text is burned into its pixels",
  recognizableVisualFeatures: "the object says that a face can be recognised",
  specimenLabel: "the image shows the label of a slide",
  screenCapture: "the image is a screen, a report or a protocol with the patient's name at its head",
  secondaryCapture: "secondary captures are screens, scanned paper and reports with text in their pixels",
  digitizedFilm: "film, paper and video carry the patient's name in the picture",
  ultrasound: "ultrasound devices write name and date into their images",
  endoscopy: "endoscopes write name and date into their images",
  photography: "a photograph may show the face of the patient",
  ophthalmicPhotography: "eye cameras write into their images, and an eye identifies",
  unknownClass: "the SOP class is not of the standard: what the pixels show is not known",
  nestedPixels: "an item holds an image of its own, which no rule has judged",
  fragmentMetadata: "what stands around compressed pixels was not looked through",
  encapsulatedDocument: "a document is opaque: nobody has looked for the patient in it",
  audio: "a voice identifies, and may speak names",
  video: "a video stream may hold sound and text beside its pictures, and cannot be looked through",
};
