import type { Tag } from "./tag";

/**
 * The attributes that the engine itself knows by name; the keyword of PS3.6 in constant spelling. Plain numbers, so that
 * whoever needs one does not pull in the data dictionary.
 */

// Group 0002 and 0004: files and directories, PS3.10 §7
export const FILE_META_INFORMATION_GROUP_LENGTH: Tag = 0x00020000;
export const FILE_META_INFORMATION_VERSION: Tag = 0x00020001;
export const MEDIA_STORAGE_SOP_CLASS_UID: Tag = 0x00020002;
export const MEDIA_STORAGE_SOP_INSTANCE_UID: Tag = 0x00020003;
export const TRANSFER_SYNTAX_UID: Tag = 0x00020010;
export const IMPLEMENTATION_CLASS_UID: Tag = 0x00020012;
export const IMPLEMENTATION_VERSION_NAME: Tag = 0x00020013;
export const DIRECTORY_RECORD_SEQUENCE: Tag = 0x00041220;

// What an object is, and which one
export const SPECIFIC_CHARACTER_SET: Tag = 0x00080005;
export const IMAGE_TYPE: Tag = 0x00080008;
export const SOP_CLASS_UID: Tag = 0x00080016;
export const REFERENCED_SOP_CLASS_UID: Tag = 0x00081150;
export const REFERENCED_SOP_INSTANCE_UID: Tag = 0x00081155;
export const STUDY_DATE: Tag = 0x00080020;
export const SERIES_DATE: Tag = 0x00080021;
export const ACQUISITION_DATE: Tag = 0x00080022;
export const CONTENT_DATE: Tag = 0x00080023;
export const SOP_INSTANCE_UID: Tag = 0x00080018;
export const MODALITY: Tag = 0x00080060;
export const CONVERSION_TYPE: Tag = 0x00080064;
export const SERIES_DESCRIPTION: Tag = 0x0008103e;
export const TIMEZONE_OFFSET_FROM_UTC: Tag = 0x00080201;
export const PATIENT_NAME: Tag = 0x00100010;
export const PATIENT_ID: Tag = 0x00100020;
export const ISSUER_OF_PATIENT_ID: Tag = 0x00100021;
export const ISSUER_OF_PATIENT_ID_QUALIFIERS_SEQUENCE: Tag = 0x00100024;
export const PATIENT_BIRTH_DATE: Tag = 0x00100030;
export const PATIENT_AGE: Tag = 0x00101010;
export const STUDY_INSTANCE_UID: Tag = 0x0020000d;
export const SERIES_INSTANCE_UID: Tag = 0x0020000e;

/** Of an entity that assigned an identifier, PS3.3 §10.14. */
export const UNIVERSAL_ENTITY_ID: Tag = 0x00400032;

// Codes, PS3.3 §8.8
export const CODE_VALUE: Tag = 0x00080100;
export const CODING_SCHEME_DESIGNATOR: Tag = 0x00080102;
export const CODE_MEANING: Tag = 0x00080104;

// What a file says of its private attributes, PS3.3 §C.12.1.1.7
export const PRIVATE_DATA_ELEMENT_CHARACTERISTICS_SEQUENCE: Tag = 0x00080300;
export const PRIVATE_GROUP_REFERENCE: Tag = 0x00080301;
export const PRIVATE_CREATOR_REFERENCE: Tag = 0x00080302;
export const BLOCK_IDENTIFYING_INFORMATION_STATUS: Tag = 0x00080303;
export const NONIDENTIFYING_PRIVATE_ELEMENTS: Tag = 0x00080304;
export const DEIDENTIFICATION_ACTION_SEQUENCE: Tag = 0x00080305;
export const IDENTIFYING_PRIVATE_ELEMENTS: Tag = 0x00080306;
export const DEIDENTIFICATION_ACTION: Tag = 0x00080307;
export const PRIVATE_DATA_ELEMENT: Tag = 0x00080308;
export const PRIVATE_DATA_ELEMENT_VALUE_REPRESENTATION: Tag = 0x0008030a;
export const PRIVATE_DATA_ELEMENT_DEFINITION_SEQUENCE: Tag = 0x00080310;

// What says that, and how, an object was de-identified, PS3.15 §E.1.1
export const PATIENT_IDENTITY_REMOVED: Tag = 0x00120062;
export const DEIDENTIFICATION_METHOD: Tag = 0x00120063;
export const DEIDENTIFICATION_METHOD_CODE_SEQUENCE: Tag = 0x00120064;
export const LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED: Tag = 0x00280303;

// Pixels, PS3.3 §C.7.6.3
export const SAMPLES_PER_PIXEL: Tag = 0x00280002;
export const PHOTOMETRIC_INTERPRETATION: Tag = 0x00280004;
export const PLANAR_CONFIGURATION: Tag = 0x00280006;
export const NUMBER_OF_FRAMES: Tag = 0x00280008;
export const ROWS: Tag = 0x00280010;
export const COLUMNS: Tag = 0x00280011;
export const BITS_ALLOCATED: Tag = 0x00280100;
export const BITS_STORED: Tag = 0x00280101;
export const HIGH_BIT: Tag = 0x00280102;
export const PIXEL_REPRESENTATION: Tag = 0x00280103;
export const SMALLEST_IMAGE_PIXEL_VALUE: Tag = 0x00280106;
export const LARGEST_IMAGE_PIXEL_VALUE: Tag = 0x00280107;
export const SMALLEST_IMAGE_PIXEL_VALUE_IN_PLANE: Tag = 0x00280110;
export const LARGEST_IMAGE_PIXEL_VALUE_IN_PLANE: Tag = 0x00280111;
export const BURNED_IN_ANNOTATION: Tag = 0x00280301;
export const RECOGNIZABLE_VISUAL_FEATURES: Tag = 0x00280302;
export const RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR: Tag = 0x00281101;
export const RED_PALETTE_COLOR_LOOKUP_TABLE_DATA: Tag = 0x00281201;
export const SPECIMEN_LABEL_IN_IMAGE: Tag = 0x00480010;
export const WAVEFORM_SEQUENCE: Tag = 0x54000100;
export const WAVEFORM_DATA: Tag = 0x54001010;
export const OVERLAY_BITS_ALLOCATED: Tag = 0x60000100;
export const OVERLAY_BIT_POSITION: Tag = 0x60000102;
export const OVERLAY_DATA: Tag = 0x60003000;
export const EXTENDED_OFFSET_TABLE: Tag = 0x7fe00001;
export const EXTENDED_OFFSET_TABLE_LENGTHS: Tag = 0x7fe00002;
export const ENCAPSULATED_PIXEL_DATA_VALUE_TOTAL_LENGTH: Tag = 0x7fe00003;
export const FLOAT_PIXEL_DATA: Tag = 0x7fe00008;
export const DOUBLE_FLOAT_PIXEL_DATA: Tag = 0x7fe00009;
export const PIXEL_DATA: Tag = 0x7fe00010;

// Functional groups, PS3.3 §C.7.6.16
export const FRAME_CONTENT_SEQUENCE: Tag = 0x00209111;
export const UNASSIGNED_PER_FRAME_CONVERTED_ATTRIBUTES_SEQUENCE: Tag = 0x00209171;

// In any data set, PS3.10 §7.2
export const DATA_SET_TRAILING_PADDING: Tag = 0xfffcfffc;

// Encapsulated documents, PS3.3 §C.24.2
export const ENCAPSULATED_DOCUMENT: Tag = 0x00420011;
export const ENCAPSULATED_DOCUMENT_LENGTH: Tag = 0x00420015;
