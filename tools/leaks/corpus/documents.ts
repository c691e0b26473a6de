import { DataElement, type AttributeValues } from "../../../dicom";
import { iodNamed, type Iod } from "./iods";
import { FileBuilder, type SyntaxName } from "./fileBuilder";
import type { Options } from "./plant";
import type { Tokens } from "./tokens";

const ENCAPSULATED: readonly (readonly [string, string, string, (word: string) => string])[] = [
  ["pdf", "104.1", "application/pdf", (word) => `%PDF-1.4\n1 0 obj<</Author(${word})>>endobj\n%%EOF\n`],
  ["cda", "104.2", "text/XML", (word) => `<ClinicalDocument><name>${word}</name></ClinicalDocument>`],
  ["stl", "104.3", "model/stl", (word) => `solid ${word}\nendsolid ${word}\n`],
  ["obj", "104.4", "model/obj", (word) => `# ${word}\nv 0 0 0\n`],
];

/** Encapsulated documents, which are opaque. */
export function documentFiles(syntax: SyntaxName, tokens: Tokens): FileBuilder[] {
  return ENCAPSULATED.map(([name, last, mimeType, content]) => {
    const iod: Iod = {
      name,
      sopClassUid: `1.2.840.10008.5.1.4.1.1.${last}`,
      modality: "DOC",
      values: {
        ContentDate: "20190301",
        ContentTime: "101010",
        AcquisitionDateTime: "20190301101010",
        BurnedInAnnotation: "NO",
        MIMETypeOfEncapsulatedDocument: mimeType,
        InstanceNumber: "1",
      },
      image: false,
    };
    const file = new FileBuilder(`${name}-${syntax}-document`, iod, syntax, tokens);
    const place = "encapsulated documents";
    file.addValues({
      DocumentTitle: `Letter for ${file.plant(place, "title")}`,
      ConceptNameCodeSequence: [],
    });
    const bytes = Buffer.from(content(file.plant(place, mimeType)), "latin1");
    const even = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.from("\n")]);
    return file.add(DataElement.ofBytes(0x00420011, "OB", even));
  });
}

/** Words as pixels of an object that says so, and of one whose kind makes it likely. */
export function burnedInFiles(syntax: SyntaxName, tokens: Tokens): FileBuilder[] {
  return [
    new FileBuilder(`sc-${syntax}-burned-in`, iodNamed("sc"), syntax, tokens, { BurnedInAnnotation: "YES" }),
    new FileBuilder(`sc-${syntax}-screen`, iodNamed("sc"), syntax, tokens, { ConversionType: "SI" }),
  ].map((file) => {
    const pixels = Buffer.alloc(2048);
    pixels.write(file.plant("burned-in text", "pixels"), 200, "latin1");
    return file.add(DataElement.ofBytes(0x7fe00010, "OW", pixels));
  });
}

const code = (value: string, meaning: string): AttributeValues => ({
  CodeValue: value,
  CodingSchemeDesignator: "DCM",
  CodeMeaning: meaning,
});

const item = (
  type: string,
  concept: AttributeValues,
  values: AttributeValues,
  relation = "CONTAINS",
): AttributeValues => ({
  RelationshipType: relation,
  ValueType: type,
  ConceptNameCodeSequence: [concept],
  ...values,
});

/** A report: a content item of each type that can say who somebody is, by concepts that Table E.3.4-1 lists and others. */
export function reportFile(syntax: SyntaxName, tokens: Tokens): FileBuilder {
  const file = new FileBuilder(`sr-${syntax}-content`, iodNamed("sr"), syntax, tokens);
  const word = (at: string): string => file.plant("structured report", at);
  const date = (at: string): string =>
    file.plant(
      "structured report",
      at,
      (options: Options) => options.has("retainLongitudinalTemporalInformationFullDates"),
      file.tokens.date(),
    );
  const uid = (at: string): string =>
    file.plant("structured report", at, (options) => options.has("retainUids"), file.tokens.uid());
  const observer = code("121008", "Person Observer Name");
  return file.addValues({
    VerifyingObserverSequence: [
      {
        VerifyingObserverName: `${word("verifying observer")}^Vera`,
        VerifyingOrganization: word("organization"),
      },
    ],
    ContentSequence: [
      item("PNAME", observer, { PersonName: `${word("PNAME")}^Obs` }, "HAS OBS CONTEXT"),
      item("TEXT", code("121106", "Comment"), { TextValue: `Seen by Dr. ${word("TEXT")} today` }),
      item("TEXT", code("121029", "Subject Name"), { TextValue: word("TEXT, Subject Name") }),
      item("UIDREF", code("121012", "Device Observer UID"), { UID: uid("UIDREF") }, "HAS OBS CONTEXT"),
      item("DATE", code("121031", "Subject Birth Date"), { Date: date("DATE") }),
      item("DATETIME", code("121143", "Date"), { DateTime: `${date("DATETIME")}101010` }),
      item("CODE", code("121005", "Observer Type"), {
        ConceptCodeSequence: [
          { ...code("99", "x"), CodeMeaning: word("CODE, local meaning"), CodingSchemeDesignator: "99LOCAL" },
        ],
      }),
      item("CONTAINER", code("121070", "Findings"), {
        ContinuityOfContent: "SEPARATE",
        ContentSequence: [
          item("TEXT", code("121071", "Finding"), { TextValue: `No nodule. Call ${word("TEXT, deeper")}.` }),
          item("IMAGE", code("113795", "Acquired Image"), {
            ReferencedSOPSequence: [
              { ReferencedSOPClassUID: iodNamed("ct").sopClassUid, ReferencedSOPInstanceUID: uid("IMAGE") },
            ],
          }),
        ],
      }),
    ],
  });
}
