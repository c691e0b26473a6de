import type { Finding } from "../../../dicom/validate/finding";
import { theySay, type BothSides } from "./bothSides";

/** Why dciodvfy does not say what we say. */
interface OurRule {
  /** Explained in docs/interop.md. */
  readonly name: string;
  readonly applies: (finding: Finding, file: BothSides) => boolean;
}

/** Codes of reading that dciodvfy does not look for. */
const OF_READING = /^(MISSING_PREAMBLE|MISSING_FILE_META|MISSING_TRANSFER_SYNTAX|WRONG_META_GROUP_LENGTH)$/;

const NO_IOD = /^Information Object Not found/;

/** Besides those of level 4, what modules ask for. */
const OF_MODULES = /^(MISSING_SOP_\w+|MISSING_META_ATTRIBUTE|UNKNOWN_META_VERSION|MODALITY_MISMATCH)$/;

const RULES: readonly OurRule[] = [
  { name: "summary", applies: ({ code }) => code === "MISSING_MODULE" || code === "DICOMDIR_NOT_SUPPORTED" },
  { name: "of-reading", applies: ({ code }) => OF_READING.test(code) },
  {
    name: "said-of-the-other-attribute",
    applies: ({ code }, file) => code === "SAME_UID" && theySay(file, /has same value as/),
  },
  {
    // It got no further than where it says so, and not even to the SOP class.
    name: "not-read",
    applies: (_, file) => theySay(file, "Dicom dataset read failed") && theySay(file, NO_IOD),
  },
  {
    // Without an IOD it looks at no module, the SOP Common and that of the file meta information included.
    name: "unknown-iod",
    applies: ({ level, code }, file) => (level === "iod" || OF_MODULES.test(code)) && theySay(file, NO_IOD),
  },
  {
    // It lets groups up to 0007 be in a data set, PS3.5 §7.1, and does not look into those it does not know.
    name: "reserved-group",
    applies: ({ code, path }, { ours }) =>
      code === "RESERVED_TAG" ||
      (code === "ODD_LENGTH" && ours.some((other) => other.code === "RESERVED_TAG" && other.path === path)),
  },
  // It looks for the creators of no private block, PS3.5 §7.8.1.
  { name: "private-creator", applies: ({ code }) => code === "MISSING_PRIVATE_CREATOR" },
  // It takes the value representation that is in the file, PS3.6 §6.
  { name: "representation", applies: ({ code }) => code === "WRONG_VR" },
  {
    // Of the tables of PS3.5 §8.2 it has the photometric interpretations.
    name: "compressed-bits",
    applies: ({ code, path }) =>
      code === "TRANSFER_SYNTAX_CONTRADICTION" && (path === "BitsAllocated" || path === "BitsStored"),
  },
  {
    // It takes a Contrast/Bolus module that lacks its agent for none, PS3.3 §C.7.6.4.
    name: "module-without-its-sign",
    applies: ({ code, path }) => code === "MISSING_ATTRIBUTE" && path === "ContrastBolusAgent",
  },
  {
    // Required where Volumetric Properties are VOLUME or SAMPLED, PS3.3 §C.7.6.16.2.1; it does not ask for the condition.
    name: "condition-not-asked",
    applies: ({ code, path = "" }) =>
      code === "MISSING_CONDITIONAL_ATTRIBUTE" &&
      /\.PixelMeasuresSequence\[\d+\]\.SliceThickness$/.test(path),
  },
];

export const explainOurs = (finding: Finding, file: BothSides): string | undefined =>
  RULES.find(({ applies }) => applies(finding, file))?.name;
