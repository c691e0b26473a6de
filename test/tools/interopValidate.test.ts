import { expect } from "chai";
import type { Finding } from "../../dicom/validate/finding";
import { parseErrors } from "../../tools/interop/validate/dciodvfy";
import { matchFile } from "../../tools/interop/validate/match";

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
    const match = matchFile(theirs, [
      finding("MISSING_ATTRIBUTE", "StudyID"),
      finding("INVALID_UID", "SourceImageSequence[1].ReferencedSOPInstanceUID"),
      finding("MISSING_ATTRIBUTE", "SeriesNumber"),
    ]);
    expect([...match.found.values()]).to.deep.equal([1, 1]);
    expect([...match.explained]).to.deep.equal([["summary", 1]]);
    expect(match).to.deep.include({
      missed: [],
      shared: 2,
      unjustified: ["SeriesNumber: MISSING_ATTRIBUTE"],
    });
  });

  it("takes no finding of another kind at the same attribute for an answer", () => {
    const match = matchFile(theirs, [finding("WRONG_VR", "StudyID")]);
    expect(match.missed[0]).to.equal("StudyID: Missing attribute for Type # Required");
  });

  it("asks nothing of a file that cannot be read", () => {
    const unread: Finding = { level: "encoding", severity: "error", code: "TRUNCATED_ELEMENT" };
    expect(matchFile(theirs, [unread]).missed).to.deep.equal([]);
  });
});
