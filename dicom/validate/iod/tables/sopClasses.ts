/** SOP Classes that conditions and value lists name, PS3.4 Table B.5-1. */
const STORAGE = "1.2.840.10008.5.1.4.1.1";

export const CT_IMAGE = `${STORAGE}.2`;
export const ENHANCED_CT_IMAGE = `${STORAGE}.2.1`;
export const LEGACY_CONVERTED_CT_IMAGE = `${STORAGE}.2.2`;
export const MR_IMAGE = `${STORAGE}.4`;
export const ENHANCED_MR_IMAGE = `${STORAGE}.4.1`;
export const MR_SPECTROSCOPY = `${STORAGE}.4.2`;
export const ENHANCED_MR_COLOR_IMAGE = `${STORAGE}.4.3`;
export const LEGACY_CONVERTED_MR_IMAGE = `${STORAGE}.4.4`;
export const SINGLE_BIT_SECONDARY_CAPTURE = `${STORAGE}.7.1`;
export const TWELVE_LEAD_ECG = `${STORAGE}.9.1.1`;
export const GENERAL_ECG = `${STORAGE}.9.1.2`;
export const AMBULATORY_ECG = `${STORAGE}.9.1.3`;
export const GENERAL_32_BIT_ECG = `${STORAGE}.9.1.4`;
export const CARDIAC_ELECTROPHYSIOLOGY = `${STORAGE}.9.3.1`;
export const GRAYSCALE_SOFTCOPY_PRESENTATION_STATE = `${STORAGE}.11.1`;
export const ENHANCED_XA_IMAGE = `${STORAGE}.12.1.1`;
export const ENHANCED_XRF_IMAGE = `${STORAGE}.12.2.1`;
export const NUCLEAR_MEDICINE_IMAGE = `${STORAGE}.20`;
export const SEGMENTATION = `${STORAGE}.66.4`;
export const BASIC_TEXT_SR = `${STORAGE}.88.11`;
export const ENHANCED_SR = `${STORAGE}.88.22`;
export const KEY_OBJECT_SELECTION = `${STORAGE}.88.59`;
export const ENCAPSULATED_PDF = `${STORAGE}.104.1`;
export const PET_IMAGE = `${STORAGE}.128`;
export const LEGACY_CONVERTED_PET_IMAGE = `${STORAGE}.128.1`;
export const ENHANCED_PET_IMAGE = `${STORAGE}.130`;
export const RT_DOSE = `${STORAGE}.481.2`;

/** Converted from images of one frame, of which much may not be known. */
export const LEGACY_CONVERTED: readonly string[] = [
  LEGACY_CONVERTED_CT_IMAGE,
  LEGACY_CONVERTED_MR_IMAGE,
  LEGACY_CONVERTED_PET_IMAGE,
];

/** Images whose plane lies in the patient by Image Position and Orientation (Patient), or that need none. */
export const WITH_IMAGE_PLANE: readonly string[] = [
  CT_IMAGE,
  ENHANCED_CT_IMAGE,
  LEGACY_CONVERTED_CT_IMAGE,
  MR_IMAGE,
  ENHANCED_MR_IMAGE,
  ENHANCED_MR_COLOR_IMAGE,
  MR_SPECTROSCOPY,
  LEGACY_CONVERTED_MR_IMAGE,
  NUCLEAR_MEDICINE_IMAGE,
  PET_IMAGE,
  ENHANCED_PET_IMAGE,
  LEGACY_CONVERTED_PET_IMAGE,
  RT_DOSE,
];

/** Those whose Patient Position is required, PS3.3 §C.7.3.1. */
export const PATIENT_POSITION_CLASSES: readonly string[] = [
  CT_IMAGE,
  ENHANCED_CT_IMAGE,
  LEGACY_CONVERTED_CT_IMAGE,
  MR_IMAGE,
  ENHANCED_MR_IMAGE,
  ENHANCED_MR_COLOR_IMAGE,
  MR_SPECTROSCOPY,
  LEGACY_CONVERTED_MR_IMAGE,
];

/** Waveforms of the heart, of which there is one. */
export const OF_THE_HEART: readonly string[] = [
  TWELVE_LEAD_ECG,
  GENERAL_ECG,
  AMBULATORY_ECG,
  GENERAL_32_BIT_ECG,
  CARDIAC_ELECTROPHYSIOLOGY,
];
