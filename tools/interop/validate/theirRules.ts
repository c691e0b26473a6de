import { tagOf } from "../../../dicom";
import { iodOf, levelOf } from "../../../dicom/iod/iod";
import { elementAt, lastOf, valueOf, weSay, type BothSides } from "./bothSides";
import type { PeerError } from "./dciodvfy";
import { READING_RULES } from "./readingRules";

/** Why we do not say what dciodvfy says. */
export interface TheirRule {
  /** Explained in docs/interop.md. */
  readonly name: string;
  readonly applies: (error: PeerError, file: BothSides) => boolean;
}

const RULES: readonly TheirRule[] = [
  ...READING_RULES,
  {
    name: "summary",
    applies: ({ message }) => /^(Dicom dataset contains invalid|Information Object Not found)/.test(message),
  },
  {
    name: "laterality",
    applies: ({ path, message }) => path === "Laterality" && message.startsWith("Missing attribute"),
  },
  {
    name: "said-of-the-other-attribute",
    applies: ({ path, message }, file) =>
      (message.includes("has same value as") && weSay(file, "FrameOfReferenceUID")) ||
      (/but missing SOP(Class|Instance)UID/.test(message) && weSay(file, path.replace("MediaStorage", ""))),
  },
  {
    name: "functional-group-once",
    applies: ({ path, message }, { ours }) =>
      /FunctionalGroupsSequence\[\d+\]\.\w+$/.test(path) &&
      message.startsWith("Missing attribute") &&
      ours.some(
        ({ code, path: own = "" }) => code === "MISSING_FUNCTIONAL_GROUP" && own.endsWith(lastOf(path)),
      ),
  },
  {
    name: "directory",
    applies: (_, { ours }) => ours.some(({ code }) => code === "DICOMDIR_NOT_SUPPORTED"),
  },
  {
    // PS3.5 §8.2 keeps YBR_RCT, YBR_ICT and YBR_PARTIAL_420 from native pixels; PS3.3 §C.7.6.3.1.2 halves the chrominance.
    name: "native-422",
    applies: ({ path, message }, file) =>
      ((path === "PixelData" && message.startsWith("PixelData has incorrect value length")) ||
        (path === "PhotometricInterpretation" && message.startsWith("Unrecognized enumerated value"))) &&
      file.object?.transferSyntax.encapsulated === false &&
      valueOf(file, "PhotometricInterpretation") === "YBR_FULL_422",
  },
  {
    // Colour by plane is for native pixels of ultrasound: where JPEG is the order of samples, it is 0, PS3.5 §8.2.1.
    name: "compressed-planes",
    applies: ({ path, message }, file) =>
      path === "PlanarConfiguration" &&
      message.startsWith("Unrecognized enumerated value") &&
      file.object?.transferSyntax.encapsulated === true &&
      valueOf(file, "PlanarConfiguration") === "0",
  },
  {
    // Hounsfield units are for original frames that are no localizer, PS3.3 §C.8.15.3.10.
    name: "derived-frames",
    applies: ({ path, message }, file) =>
      /\.PixelValueTransformationSequence\[\d+\]\.RescaleType$/.test(path) &&
      message.startsWith("Unrecognized enumerated value") &&
      valueOf(file, "ImageType") === "DERIVED",
  },
  {
    // Numbers of a label map are values of pixels, of which not all are segments, PS3.3 §C.8.20.2.
    name: "label-map",
    applies: ({ message }, file) =>
      message.startsWith("SegmentNumber not monotonically increasing") &&
      valueOf(file, "SegmentationType") === "LABELMAP",
  },
  {
    name: "not-there",
    applies: ({ path, message }, file) =>
      message.startsWith("Only valid for") && file.object !== undefined && !elementAt(file, path),
  },
  {
    // The Patient Orientation is for images that need no orientation on the slide either, PS3.3 §C.7.6.1.
    name: "orientation-on-slide",
    applies: ({ path, message }, file) =>
      path === "PatientOrientation" &&
      message.startsWith("Missing attribute") &&
      elementAt(file, "ImageOrientationSlide") !== undefined,
  },
  {
    // Required where Echo Pulse Sequence is not GRADIENT, PS3.3 §C.8.13.4: what it is, is not there to see.
    name: "condition-missing",
    applies: ({ path, message }, file) =>
      path === "MultipleSpinEcho" &&
      message.startsWith("Missing attribute") &&
      weSay(file, "EchoPulseSequence", "MISSING_CONDITIONAL_ATTRIBUTE"),
  },
  {
    // Required of groups whose time is synchronized; it may be present otherwise, PS3.3 §C.10.9.
    name: "allowed-otherwise",
    applies: ({ path, message }) =>
      path.endsWith(".MultiplexGroupTimeOffset") &&
      message.startsWith("Attribute present when condition unsatisfied"),
  },
  {
    name: "module-not-asked-for",
    applies: ({ path, message }, file) =>
      message.startsWith("Missing attribute for Type") && isOfUnusedModule(path, file),
  },
];

/** The attribute is of modules alone that are up to who makes the object, PS3.3 Annex A, and has none of theirs. */
function isOfUnusedModule(path: string, file: BothSides): boolean {
  const tag = tagOf(path);
  const iod = iodOf(valueOf(file, "SOPClassUID") ?? "");
  if (tag === undefined || !iod) return false;
  const holders = iod.modules.map((module) => ({ module, level: levelOf(iod, [module]) }));
  const having = holders.filter(({ level }) => level.has(tag));
  return (
    having.length > 0 &&
    having.every(
      ({ module, level }) =>
        module.usage === "U" && ![...level.entries.keys()].some((own) => file.object?.dataSet.has(own)),
    )
  );
}

export const explainTheirs = (error: PeerError, file: BothSides): string | undefined =>
  RULES.find(({ applies }) => applies(error, file))?.name;
