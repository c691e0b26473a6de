import { expect } from "chai";
import type { AttributeValues } from "../../dicom";
import type { Finding } from "../../dicom/validate/finding";
import { parseErrors } from "../../tools/interop/validate/dciodvfy";
import { matchFile } from "../../tools/interop/validate/match";
import { objectOf } from "../support/dicom/objects";

const JPEG_BASELINE = "1.2.840.10008.1.2.4.50";
const HTJ2K = "1.2.840.10008.1.2.4.201";

const OUTPUT = `
Error - </StudyID(0020,0010)> - Missing attribute for Type 2 Required - Module=<GeneralStudy>
Warning - </PatientID(0010,0020)> - Missing attribute or value that would be needed to build DICOMDIR
CTImage
Error - </SourceImageSequence(0008,2112)[2]/ReferencedSOPInstanceUID(0008,1155)[1]> - Value invalid for this VR [UI] = <SECRET> - Character invalid for this VR = 'S' (0x53)
Error - </SourceImageSequence(0008,2112)[2]/ReferencedSOPInstanceUID(0008,1155)[1]> - Value invalid for this VR [UI] = <SECRET> - Character invalid for this VR = 'E' (0x45)
Error - Dicom dataset contains invalid data values for Value Representations
`;

const finding = (code: Finding["code"], path?: string): Finding => ({
  level: "iod",
  severity: "error",
  code,
  path,
});

describe("the comparison with dciodvfy", () => {
  const theirs = parseErrors(OUTPUT);

  it("reads its errors, each once, with our paths and without values", () => {
    expect(theirs).to.deep.equal([
      { path: "StudyID", message: "Missing attribute for Type # Required" },
      {
        path: "SourceImageSequence[1].ReferencedSOPInstanceUID",
        message: "Value invalid for this VR [UI] = <> - Character invalid",
      },
      { path: "", message: "Dicom dataset contains invalid data values for Value Representations" },
    ]);
  });

  it("counts what both say, what one lacks, and by which rule", () => {
    const ours = [
      finding("MISSING_ATTRIBUTE", "StudyID"),
      finding("INVALID_UID", "SourceImageSequence[1].ReferencedSOPInstanceUID"),
      finding("MISSING_ATTRIBUTE", "SeriesNumber"),
    ];
    const match = matchFile(theirs, ours, objectOf({}));
    expect([...match.found.values()]).to.deep.equal([1, 1]);
    expect([...match.explained]).to.deep.equal([["summary", 1]]);
    expect(match).to.deep.include({
      missed: [],
      shared: 2,
      unjustified: ["SeriesNumber: MISSING_ATTRIBUTE"],
    });
  });

  it("takes no finding of another kind at the same attribute for an answer", () => {
    const match = matchFile(theirs, [finding("WRONG_VR", "StudyID")], objectOf({}));
    expect(match.missed[0]).to.equal("StudyID: Missing attribute for Type # Required");
  });

  describe("with the object before it", () => {
    const missed = (path: string, message: string, values: AttributeValues, syntax?: string) => {
      const object = objectOf(values, syntax);
      return matchFile([{ path, message }], [], object).missed.length;
    };
    const enumerated = "Unrecognized enumerated value = <>";
    const US = "1.2.840.10008.5.1.4.1.1.6.1";

    it("lets native pixels share their chrominance, PS3.5 §8.2", () => {
      const of = (name: string, syntax?: string) =>
        missed("PhotometricInterpretation", enumerated, { PhotometricInterpretation: name }, syntax);
      expect(of("YBR_FULL_422")).to.equal(0);
      expect(of("YBR_RCT")).to.equal(1);
      expect(of("YBR_FULL_422", JPEG_BASELINE)).to.equal(1);
    });

    it("knows what transfer syntaxes are later, and asks for what is not there even then", () => {
      const failed = { path: "", message: "Dicom dataset read failed" };
      const missing = (path: string) => ({ path, message: "Missing attribute for Type #C Conditional" });
      const of = (syntax: string) =>
        matchFile([failed, missing("Rows"), missing("Columns")], [], objectOf({ Rows: 1 }, syntax)).missed;
      expect(of(HTJ2K)).to.deep.equal(["Columns: Missing attribute for Type #C Conditional"]);
      expect(of(JPEG_BASELINE)).to.have.length(3);
    });

    it("asks for no attribute of a module that nobody has to have, unless the object has it", () => {
      const CT_RT = { SOPClassUID: "1.2.840.10008.5.1.4.1.1.481.3" };
      const message = "Missing attribute for Type # Required";
      expect(missed("FrameOfReferenceUID", message, CT_RT)).to.equal(0);
      expect(missed("FrameOfReferenceUID", message, { ...CT_RT, PositionReferenceIndicator: "" })).to.equal(
        1,
      );
      expect(missed("FrameOfReferenceUID", message, { SOPClassUID: "1.2.840.10008.5.1.4.1.1.2" })).to.equal(
        1,
      );
      expect(missed("SeriesInstanceUID", message, CT_RT)).to.equal(1);
    });

    it("holds no planes of native ultrasound to those of compressed", () => {
      const values = { SOPClassUID: US, PlanarConfiguration: 0 };
      expect(missed("PlanarConfiguration", enumerated, values, JPEG_BASELINE)).to.equal(0);
      expect(missed("PlanarConfiguration", enumerated, values)).to.equal(1);
    });

    it("takes what is said of an attribute that is not there for nothing", () => {
      const said = (values: AttributeValues) =>
        missed("AnnotationGroupSequence[0].CommonZCoordinateValue", "Only valid for #D", values);
      expect(said({ AnnotationGroupSequence: [{ AnnotationGroupNumber: 1 }] })).to.equal(0);
      expect(said({ AnnotationGroupSequence: [{ CommonZCoordinateValue: 1 }] })).to.equal(1);
    });
  });

  it("lets it miss what modules ask for where it knows no IOD, and nothing else", () => {
    const unknown = [{ path: "", message: "Information Object Not found" }];
    const date: Finding = { level: "value", severity: "error", code: "INVALID_DATE", path: "StudyDate" };
    const { justified, unjustified } = matchFile(unknown, [finding("MISSING_ATTRIBUTE", "StudyID"), date]);
    expect([...justified]).to.deep.equal([["unknown-iod", 1]]);
    expect(unjustified).to.deep.equal(["StudyDate: INVALID_DATE"]);
  });

  it("takes no module that is missing for what it says of reading", () => {
    const failed = [{ path: "", message: "Attribute read failed" }];
    expect(matchFile(failed, [finding("MISSING_MODULE")], objectOf({})).missed).to.have.length(1);
    const trailing: Finding = { level: "encoding", severity: "warning", code: "TRAILING_BYTES" };
    expect(matchFile(failed, [trailing, finding("MISSING_MODULE")]).missed).to.deep.equal([]);
  });

  it("asks nothing of a file that cannot be read", () => {
    const unread: Finding = { level: "encoding", severity: "error", code: "TRUNCATED_ELEMENT" };
    expect(matchFile(theirs, [unread]).missed).to.deep.equal([]);
  });
});
