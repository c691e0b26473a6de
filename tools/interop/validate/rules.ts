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

const isUnread = ({ ours }: BothSides) =>
  ours.length === 1 && ours[0]?.level === "encoding" && ours[0].path === undefined;

/** Why we do not say what dciodvfy says. */
const THEIRS: readonly TheirRule[] = [
  { name: "unreadable", applies: (_, file) => isUnread(file) },
  {
    name: "summary",
    applies: ({ message }) => /^(Dicom dataset contains invalid|Information Object Not found)/.test(message),
  },
];

/** Why dciodvfy does not say what we say. */
const OURS: readonly OurRule[] = [
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
