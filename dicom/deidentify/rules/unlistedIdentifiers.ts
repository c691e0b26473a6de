import type { Tag } from "../../dictionary/tag";
import { createDecision, type Decision } from "./decision";

const remove = (why: string): Decision => createDecision("remove", why, "unlisted");
const dummy = (why: string): Decision => createDecision("dummy", why, "unlisted", { emptyStays: true });

const CALENDAR = "date of a person in another calendar";
const ORDER_NUMBER = remove("number of an order: not in Table E.1-1");
const COMMENT = remove("comment: not in Table E.1-1");
const WHOSE = remove("name or ID of a person or host: not in Table E.1-1");
const ISSUER = dummy("issuer of IDs: not in Table E.1-1");

/** Attributes that the table does not list and that identify, or are about protection itself; nothing can check them. */
export const UNLISTED_IDENTIFIERS: ReadonlyMap<Tag, Decision> = new Map([
  [0x00100033, remove(CALENDAR)], // PatientBirthDateInAlternativeCalendar
  [0x00100034, remove(CALENDAR)], // PatientDeathDateInAlternativeCalendar
  // Whom it says something of is removed, and without that person it may not be there (PS3.3 §C.7.1.1).
  [0x00102298, remove("role of a person who is removed")], // ResponsiblePersonRole
  [0x04000500, remove("encrypted: cannot be looked into")], // EncryptedAttributesSequence
  [0x4ffe0001, remove("signature: no longer valid")], // MACParametersSequence
  // As the numbers of orders that the table lists.
  [0x00401006, ORDER_NUMBER], // PlacerOrderNumberProcedure
  [0x00401007, ORDER_NUMBER], // FillerOrderNumberProcedure
  [0x00402006, ORDER_NUMBER], // PlacerOrderNumberImagingServiceRequestRetired
  [0x00402007, ORDER_NUMBER], // FillerOrderNumberImagingServiceRequestRetired
  // Institutions, by their names and OIDs.
  [0x00400031, ISSUER], // LocalNamespaceEntityID
  [0x00400032, ISSUER], // UniversalEntityID
  [0x00140100, WHOSE], // ComponentWelderIDs
  [0x00181803, WHOSE], // NTPSourceAddress
  [0x00880130, remove("ID of a medium in an archive: not in Table E.1-1")], // StorageMediaFileSetID
  [0x00720008, dummy(WHOSE.rule)], // HangingProtocolCreator
  [0x00720010, WHOSE], // HangingProtocolUserGroupName
  [0x0074100c, WHOSE], // ContactDisplayName
  [0x21000160, WHOSE], // OwnerID
  [0x4010101a, WHOSE], // BoardingPassID
  [0x40101051, WHOSE], // ItineraryID
  // As the comments that the table lists: written freely, by whoever had something to say.
  [0x00080418, COMMENT], // TransactionStatusComment
  [0x0018991a, COMMENT], // InstructionPerformanceComment
  [0x0022112c, COMMENT], // CalculationComment
  [0x00240044, COMMENT], // CommentsOnPatientPerformanceOfVisualField
  [0x00400400, COMMENT], // CommentsOnTheScheduledProcedureStep
  [0x0040a33a, COMMENT], // ReportStatusCommentTrial
  [0x0040a492, COMMENT], // CompletionFlagDescription
  [0x00440106, COMMENT], // AssertionComments
  [0x00660004, COMMENT], // SurfaceComments
  [0x00741006, COMMENT], // ProcedureStepProgressDescription
  [0x00741238, COMMENT], // ReasonForCancellation
  [0x01000424, COMMENT], // SOPAuthorizationComment
  [0x30020004, COMMENT], // RTImageDescription
  [0x30040006, COMMENT], // DoseComment
  [0x300600c8, COMMENT], // FrameOfReferenceTransformationComment
  [0x30080066, COMMENT], // OverrideReason
  [0x30080202, COMMENT], // TreatmentStatusComment
  [0x300a0402, COMMENT], // SetupImageComment
]);
