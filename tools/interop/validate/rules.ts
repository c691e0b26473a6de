import type { Finding } from "../../../dicom/validate/finding";
import type { PeerError } from "./dciodvfy";

/** Everything that both said of a file. */
export interface BothSides {
  readonly theirs: readonly PeerError[];
  readonly ours: readonly Finding[];
}

interface TheirRule {
  /** Explained in docs/interop.md. */
  readonly name: string;
  readonly applies: (error: PeerError, file: BothSides) => boolean;
}

interface OurRule {
  readonly name: string;
  readonly applies: (finding: Finding, file: BothSides) => boolean;
}

/** Codes of reading that dciodvfy does not look for. */
const OF_READING = /^(MISSING_PREAMBLE|MISSING_FILE_META|MISSING_TRANSFER_SYNTAX|WRONG_META_GROUP_LENGTH)$/;

const lastOf = (path: string) => path.slice(path.lastIndexOf(".") + 1);

const saysOf = ({ ours }: BothSides, path: string) => ours.some((finding) => finding.path === path);

const isUnread = ({ ours }: BothSides) =>
  ours.length === 1 && ours[0]?.level === "encoding" && ours[0].path === undefined;

/** Why we do not say what dciodvfy says. */
const THEIRS: readonly TheirRule[] = [
  { name: "unreadable", applies: (_, file) => isUnread(file) },
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
      (message.includes("has same value as") && saysOf(file, "FrameOfReferenceUID")) ||
      (/but missing SOP(Class|Instance)UID/.test(message) && saysOf(file, path.replace("MediaStorage", ""))),
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
    name: "other-encoding-once",
    applies: ({ message }, { ours }) =>
      /^(Tag read failed - Implicit VR|Illegal zero bytes)/.test(message) &&
      ours.some(({ code }) => code === "TRANSFER_SYNTAX_MISMATCH"),
  },
  {
    name: "directory",
    applies: (_, { ours }) => ours.some(({ code }) => code === "DICOMDIR_NOT_SUPPORTED"),
  },
];

/** Why dciodvfy does not say what we say. */
const OURS: readonly OurRule[] = [
  { name: "summary", applies: ({ code }) => code === "MISSING_MODULE" || code === "DICOMDIR_NOT_SUPPORTED" },
  { name: "of-reading", applies: ({ code }) => OF_READING.test(code) },
  {
    name: "said-of-the-other-attribute",
    applies: ({ code }, { theirs }) =>
      code === "SAME_UID" && theirs.some(({ message }) => message.includes("has same value as")),
  },
  {
    name: "not-read",
    applies: (_, { theirs }) => theirs.some(({ message }) => message === "Dicom dataset read failed"),
  },
  {
    name: "unknown-iod",
    applies: (_, { theirs }) =>
      theirs.some(({ message }) => message.startsWith("Information Object Not found")),
  },
];

export const explainTheirs = (error: PeerError, file: BothSides): string | undefined =>
  THEIRS.find(({ applies }) => applies(error, file))?.name;

export const explainOurs = (finding: Finding, file: BothSides): string | undefined =>
  OURS.find(({ applies }) => applies(finding, file))?.name;
