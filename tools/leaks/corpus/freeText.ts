import { characterSetOf, tagOfName, type Keyword } from "../../../dicom";
import { confidentialityRows } from "../../../dicom/deidentify/rules/confidentiality";
import { iodNamed } from "./iods";
import { FileBuilder, type SyntaxName } from "./fileBuilder";
import type { Tokens } from "./tokens";

/** Attributes of Clean Descriptors, and how a sentence there speaks of somebody. */
const SENTENCES: readonly (readonly [Keyword, (word: string) => string])[] = [
  ["StudyDescription", (word) => `CT CHEST ${word}`],
  ["SeriesDescription", (word) => `Axial for ${word.toLowerCase()} with contrast`],
  ["PatientComments", (word) => `Mr. ${word}, phone +49 30 1234567`],
  ["ImageComments", (word) => `sent to ${word}@clinic.example`],
  ["AdditionalPatientHistory", (word) => `see https://${word}.example/record?id=7`],
  ["AdmittingDiagnosesDescription", (word) => `Nodule (${word})`],
  ["ProtocolName", (word) => `THORAX_${word}_ROUTINE`],
  ["AcquisitionComments", (word) => `MRN:${word}/2019`],
  ["RequestedProcedureDescription", (word) => `${word.charAt(0)}. ${word}`],
  ["DerivationDescription", (word) => `MPR;${word};CORONAL`],
];

/** Sentences in attributes that an option keeps after cleaning them. */
export function freeTextFile(syntax: SyntaxName, tokens: Tokens): FileBuilder {
  const file = new FileBuilder(`ct-${syntax}-free-text`, iodNamed("ct"), syntax, tokens);
  for (const [keyword, sentence] of SENTENCES)
    file.addValues({ [keyword]: sentence(file.plant("free text", keyword)) });
  return file;
}

/** Attributes that Table E.1-1 does not list and the profile therefore leaves. */
const UNLISTED: readonly Keyword[] = [
  "ConvolutionKernel",
  "SequenceName",
  "FilterType",
  "ManufacturerModelName",
  "ContrastBolusRoute",
  "BodyPartExamined",
  "ReceiveCoilName",
  "FilterMaterial",
];

const ORIGINALS: readonly Keyword[] = [
  "OtherPatientNames",
  "OtherPatientIDs",
  "RequestedProcedureID",
  "PerformingPhysicianName",
  "InstitutionName",
  "DeviceSerialNumber",
  "StationName",
  "AdmissionID",
];

/**
 * What an identifying attribute says, once more where the table has no rule: an operator typed it there. Under options
 * that keep the original nothing was removed, so that nothing is looked for.
 */
export function copiedValuesFile(syntax: SyntaxName, tokens: Tokens): FileBuilder {
  const file = new FileBuilder(`ct-${syntax}-copied`, iodNamed("ct"), syntax, tokens);
  const listed = new Map(confidentialityRows().map((row) => [row.tag, row]));
  for (const [index, keyword] of UNLISTED.entries()) {
    const original = ORIGINALS[index];
    if (!original) continue;
    const row = listed.get(tagOfName(original).toString(16).padStart(8, "0").toUpperCase());
    const word = file.plant(
      "copies in unlisted attributes",
      `${original} in ${keyword}`,
      (options) =>
        (options.has("retainDeviceIdentity") && row?.retainDeviceIdentity === "K") ||
        (options.has("retainInstitutionIdentity") && row?.retainInstitutionIdentity === "K"),
    );
    file.addValues({ [original]: word, [keyword]: word });
  }
  return file;
}

/** Names as bytes of a character set; what is searched for are these bytes. */
const NAMES: readonly (readonly [string, readonly string[], string])[] = [
  ["latin-1", ["ISO_IR 100"], "Müßeläuß^Änne"],
  ["cyrillic", ["ISO_IR 144"], "Жщюкин^Фёдор"],
  ["utf-8", ["ISO_IR 192"], "王小东东^岚岚=Wẽïłøñ^Łï"],
  ["gb18030", ["GB18030"], "Wxkq^Yz=王小东东^岚岚"],
  ["japanese", ["", "ISO 2022 IR 87"], "Ymdqx^Tr=山田巖巖^太郎"],
  ["korean", ["", "ISO 2022 IR 149"], "Hngqx^Gd=홍길똥뚱^길동"],
];

/** Names in other scripts: at the top, in items with and without a character set of their own, in free text. */
export function characterSetFiles(syntax: SyntaxName, tokens: Tokens): FileBuilder[] {
  return NAMES.map(([label, terms, name]) => {
    const file = new FileBuilder(`ct-${syntax}-${label}`, iodNamed("ct"), syntax, tokens, {
      SpecificCharacterSet: terms,
      PatientName: name,
      OtherPatientNames: name,
      PatientComments: `${name.replaceAll(/[\^=]/g, " ")} x`,
      OtherPatientIDsSequence: [{ PatientID: "7", PatientName: name }],
      PertinentOtherEvidenceSequence: [{ SpecificCharacterSet: terms, ResponsiblePerson: name }],
    });
    for (const needle of needlesOf(name, terms))
      file.plant(`character sets: ${label}`, "name", undefined, needle);
    return file;
  });
}

/** Bytes of the components, without escape sequences: where those stand depends on what is around. */
function needlesOf(name: string, terms: readonly string[]): string[] {
  const characterSet = characterSetOf(terms);
  return name
    .split(/[\^=]/)
    .map((component) => Buffer.from(characterSet.encode(component) ?? []).toString("latin1"))
    .map((bytes) => withoutEscapes(bytes))
    .filter((bytes) => bytes.length >= SHORTEST_NEEDLE);
}

/** Shorter ones come about by chance. */
const SHORTEST_NEEDLE = 5;

/** PS3.5 §6.1.2.5: escape, intermediate bytes, a final one. */
function withoutEscapes(bytes: string): string {
  const [first = "", ...others] = bytes.split("\u001b");
  return first + others.map((part) => part.replace(/^[ -/]+[0-~]/, "")).join("");
}
