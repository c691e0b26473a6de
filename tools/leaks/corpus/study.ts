import { createDataSet, DataElement, type AttributeValues } from "../../../dicom";
import { hiddenItems } from "./nestedPlaces";
import { FileBuilder, isMovedFar, type SyntaxName } from "./fileBuilder";
import { iodNamed } from "./iods";
import type { Tokens } from "./tokens";

const IMAGES = 3;

/** What the objects of a study have in common. */
interface Study {
  readonly tokens: Tokens;
  readonly syntax: SyntaxName;
  readonly patientId: string;
  readonly issuer: string;
  readonly patientName: string;
  readonly studyUid: string;
  readonly frameOfReferenceUid: string;
  readonly imageSeriesUid: string;
  readonly imageUids: readonly string[];
}

/**
 * Objects of one patient on three days that refer to each other: images, a presentation state, structures, a report,
 * key objects. References stand in plain sequences, in UN, and beside each other in one value.
 */
export function studyFiles(syntax: SyntaxName, tokens: Tokens): FileBuilder[] {
  const issuer = tokens.next();
  let patientId = tokens.next();
  while (!isMovedFar(patientId, issuer)) patientId = tokens.next();
  const study: Study = {
    tokens,
    syntax,
    patientId,
    issuer,
    patientName: `${tokens.next()}^Pat`,
    studyUid: tokens.uid(),
    frameOfReferenceUid: tokens.uid(),
    imageSeriesUid: tokens.uid(),
    imageUids: Array.from({ length: IMAGES }, () => tokens.uid()),
  };
  const images = study.imageUids.map((imageUid, index) =>
    member(study, "ct", `image-${index}`, {
      SOPInstanceUID: imageUid,
      SeriesInstanceUID: study.imageSeriesUid,
      StudyDate: "20200227",
      SeriesDate: "20200228",
      AcquisitionDate: "20200229",
      AcquisitionDateTime: `20200229235959.${index}00000+0100`,
      ContentDate: "20200301",
      InstanceCreationDate: "20200301",
      SourceImageSequence: [reference(study.imageUids[(index + 1) % IMAGES] ?? "")],
      ReferencedStudySequence: [
        { ReferencedSOPClassUID: STUDY_CLASS, ReferencedSOPInstanceUID: study.studyUid },
      ],
    }),
  );
  return [...images, ...referring(study)];
}

const CT = iodNamed("ct").sopClassUid;
const STUDY_CLASS = "1.2.840.10008.3.1.2.3.1";

function reference(sopInstanceUid: string): AttributeValues {
  return { ReferencedSOPClassUID: CT, ReferencedSOPInstanceUID: sopInstanceUid };
}

function evidence(study: Study): AttributeValues {
  return {
    StudyInstanceUID: study.studyUid,
    ReferencedSeriesSequence: [
      { SeriesInstanceUID: study.imageSeriesUid, ReferencedSOPSequence: study.imageUids.map(reference) },
    ],
  };
}

function referring(study: Study): FileBuilder[] {
  const [presentation, structures] = [presentationState(study), structureSet(study)];
  const report = member(study, "sr", "report", {
    StudyDate: "20200402",
    ContentDate: "20200402",
    CurrentRequestedProcedureEvidenceSequence: [evidence(study)],
    FailedSOPInstanceUIDList: [...study.imageUids],
  });
  const keys = member(study, "ko", "keys", { StudyDate: "20200402", ContentDate: "20200402" });
  // As an implementation writes it that does not know the sequence.
  keys.add(DataElement.ofBytes(0x0040a375, "UN", hiddenItems(createDataSet(evidence(study)).elements)));
  return [presentation, structures, report, keys];
}

function presentationState(study: Study): FileBuilder {
  const { imageSeriesUid, imageUids } = study;
  return member(study, "pr", "presentation", {
    PresentationCreationDate: "20200302",
    ReferencedSeriesSequence: [
      { SeriesInstanceUID: imageSeriesUid, ReferencedImageSequence: imageUids.map(reference) },
    ],
    DisplayedAreaSelectionSequence: [
      {
        DisplayedAreaTopLeftHandCorner: [1, 1],
        DisplayedAreaBottomRightHandCorner: [32, 32],
        PresentationSizeMode: "SCALE TO FIT",
        PresentationPixelSpacing: ["1", "1"],
      },
    ],
  });
}

function structureSet(study: Study): FileBuilder {
  const { studyUid, frameOfReferenceUid, imageSeriesUid, imageUids } = study;
  return member(study, "rtstruct", "structures", {
    StructureSetDate: "20200315",
    ReferencedFrameOfReferenceSequence: [
      {
        FrameOfReferenceUID: frameOfReferenceUid,
        RTReferencedStudySequence: [
          {
            ReferencedSOPClassUID: STUDY_CLASS,
            ReferencedSOPInstanceUID: studyUid,
            RTReferencedSeriesSequence: [
              { SeriesInstanceUID: imageSeriesUid, ContourImageSequence: imageUids.map(reference) },
            ],
          },
        ],
      },
    ],
    StructureSetROISequence: [
      {
        ROINumber: "1",
        ReferencedFrameOfReferenceUID: frameOfReferenceUid,
        ROIName: "HEART",
        ROIGenerationAlgorithm: "MANUAL",
      },
    ],
  });
}

function member(study: Study, iodName: string, label: string, values: AttributeValues): FileBuilder {
  const iod = iodNamed(iodName);
  const file = new FileBuilder(`study-${study.syntax}-${label}`, iod, study.syntax, study.tokens, {
    PatientID: study.patientId,
    IssuerOfPatientID: study.issuer,
    PatientName: study.patientName,
    StudyInstanceUID: study.studyUid,
    ...(iod.image || iodName === "rtstruct" ? { FrameOfReferenceUID: study.frameOfReferenceUid } : {}),
    ...values,
  });
  file.plants.length = 0; // what it has of its own is replaced by what all have in common
  for (const needle of [study.patientId, study.issuer, study.patientName.split("^")[0] ?? ""])
    file.plant("patient, study and series", "patient of a study", undefined, needle);
  file.conformant = true;
  return file;
}
