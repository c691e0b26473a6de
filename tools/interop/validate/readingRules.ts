import { elementAt, theySay, weSay } from "./bothSides";
import type { TheirRule } from "./theirRules";

/** Transfer syntaxes that are later than dciodvfy of 2022: High-Throughput JPEG 2000 and JPEG XL. */
const LATER_SYNTAX = /^1\.2\.840\.10008\.1\.2\.4\.(20[1-3]|11[0-2])$/;

const READ_FAILED = "Dicom dataset read failed";

/** Where dciodvfy, or we, could not read a file to its end. */
export const READING_RULES: readonly TheirRule[] = [
  { name: "unreadable", applies: (_, { object }) => object === undefined },
  {
    // Pixel data that is cut off is there, if not whole.
    name: "cut-off",
    applies: ({ path, message }, { ours: [first] }) =>
      path === "PixelData" && message.startsWith("Missing attribute") && first?.code === "TRUNCATED_ELEMENT",
  },
  {
    // It takes the deflated bytes for attributes, and so finds none; PS3.5 §A.5.
    name: "deflated",
    applies: ({ path, message }, { object }) =>
      object?.transferSyntax.deflated === true && (path === "" || /but missing SOP/.test(message)),
  },
  {
    // Pixels in fragments are the end of the file for it.
    name: "later-transfer-syntax",
    applies: ({ path, message }, file) =>
      LATER_SYNTAX.test(file.object?.transferSyntax.uid ?? "") &&
      theySay(file, READ_FAILED) &&
      (message === READ_FAILED ||
        message.startsWith("Undefined value length of other byte") ||
        (message.startsWith("Missing attribute") && elementAt(file, path) !== undefined)),
  },
  {
    name: "read-on",
    applies: ({ message }, file) =>
      message === READ_FAILED &&
      file.theirs.some(
        ({ path, message: other }) => other.startsWith("Bad Value Length") && weSay(file, path, "ODD_LENGTH"),
      ),
  },
  {
    // Groups up to 0007 are no groups of a data set; it misses their order, PS3.5 §7.1.
    name: "reserved-group",
    applies: ({ message }, { ours }) =>
      message.startsWith("Tags out of order") && ours.some(({ code }) => code === "RESERVED_TAG"),
  },
  {
    name: "other-encoding-once",
    applies: ({ message }, { ours }) =>
      /^(Tag read failed - Implicit VR|Illegal zero bytes)/.test(message) &&
      ours.some(({ code }) => code === "TRANSFER_SYNTAX_MISMATCH"),
  },
];
