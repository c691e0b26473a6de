/** Defined terms of Body Part Examined of which there are two, a left and a right one, PS3.16 Annex L. */
export const PAIRED_BODY_PARTS: readonly string[] = [
  ...["ADRENAL", "ANKLE", "ARM", "AXILLA", "BREAST", "CALCANEUS", "CALF", "CAROTID", "CHEEK", "CLAVICLE"],
  ...["CORNEA", "EAR", "ELBOW", "EYE", "EYELID", "FEMUR", "FINGER", "FOOT", "FOREARM", "HAND", "HIP"],
  ...["HUMERUS", "IAC", "ILIUM", "KIDNEY", "KNEE", "LEG", "ORBIT", "OVARY", "PAROTID", "PATELLA", "RIB"],
  ...["SCAPULA", "SCLERA", "SHOULDER", "SUBMANDIBULAR", "TESTIS", "THIGH", "THUMB", "TMJ", "TOE"],
  ...["URETER", "WRIST", "ZYGOMA"],
];

/** Those of which there is one, and regions that hold both sides. */
export const UNPAIRED_BODY_PARTS: readonly string[] = [
  ...["ABDOMEN", "ABDOMENPELVIS", "AORTA", "BACK", "BLADDER", "BRAIN", "CEREBELLUM", "CERVIX", "CHEST"],
  ...["CHESTABDOMEN", "CHESTABDPELVIS", "CIRCLEOFWILLIS", "COCCYX", "COLON", "CORONARYARTERY", "CSPINE"],
  ...["CTSPINE", "DUODENUM", "ESOPHAGUS", "FACE", "GALLBLADDER", "HEAD", "HEADNECK", "HEART", "ILEUM"],
  ...["JAW", "JEJUNUM", "LARYNX", "LIVER", "LSPINE", "LSSPINE", "MAXILLA", "MEDIASTINUM", "MOUTH", "NECK"],
  ...["NECKCHEST", "NECKCHESTABDOMEN", "NECKCHESTABDPELV", "NOSE", "PANCREAS", "PELVIS", "PENIS", "PHARYNX"],
  ...["PROSTATE", "RECTUM", "SCALP", "SKULL", "SPINE", "SPLEEN", "SSPINE", "STERNUM", "STOMACH", "THYMUS"],
  ...["THYROID", "TLSPINE", "TONGUE", "TRACHEA", "TSPINE", "URETHRA", "UTERUS", "VAGINA", "VULVA"],
  "WHOLEBODY",
];
