/**
 * Words that are names of people too and say nothing of anybody: what scanners, archives and this engine write. A name
 * or ID that is one of them is looked for only together with the rest of it.
 */
const COMMON_WORDS =
  "abdomen accession acquisition adult anonymized anonymised anonymous anon application arterial axial basic " +
  "black body bone brain breast brown canon cardiac case chest clean clinic clinical cohort control contrast " +
  "coronal count date deidentified delay demo description detail device doctor dose dummy elscint empty " +
  "endoscopy face father field file first foot frame front fuji fujifilm gated general graphics grey hand " +
  "head headneck heart hitachi hologic hospital hospitals image imaging institution instance institute kodak knee " +
  "last late lateral left legs lens liver local localizer long lung lungs main male female marker medical " +
  "mother name neck none normal number option options other page park part patient pelvis person phantom " +
  "philips physician picker pilot pipeline plain point position prior probe profile profiles protocol pulse " +
  "quality radiology recon reference removed research retain right rose round safe sagittal sample scan scout " +
  "series shimadzu short siemens skin skull slice small spine standard station storage study subject summer " +
  "survey table temporal test testing thick thin thorax tissue toshiba training trial unknown unnamed user " +
  "uids value view visual volume warm weight white whole winter with without wood wrist young " +
  // parts of the body, and terms of images
  "adrenal ankle anterior aorta appendix artery axilla bladder bronchus calcaneus calf carotid cervical cheek " +
  "clavicle coccyx colon compressed cornea derived duodenum elbow esophagus extremity femur fibula finger " +
  "forearm gallbladder humerus ileum ilium iliac jaw jpeg kidney larynx lossless lossy lumbar lymph mandible " +
  "mastoid maxilla mediastinum mouth muscle nerve nose orbit original ovary pancreas parotid patella penis " +
  "perfusion pharynx placenta posterior primary prostate radius rectum retina ribs sacrum scapula scrotum " +
  "secondary shoulder sinus spleen sternum stomach stroke testis thigh throat thumb thymus thyroid tibia toes " +
  "tongue trachea tumor tumour ulna umbilical ureter urethra uterus vagina vein ventricle vessel vulva";

let words: ReadonlySet<string> | undefined;

/** @param word in lower case */
export function isCommonWord(word: string): boolean {
  words ??= new Set(COMMON_WORDS.split(" "));
  return words.has(word);
}
