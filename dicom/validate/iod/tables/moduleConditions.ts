import { any, type Predicate } from "../condition";
import { anyValue, inFunctionalGroups, pointsTo, someItem, valueAt, greaterThan } from "../predicates";
import { isOriginal, isOriginalOrMixed } from "./imageTypes";

const kind = (...terms: readonly string[]) => valueAt("ImageType", 3, ...terms);
const fractionsHave = (count: "NumberOfBeams" | "NumberOfBrachyApplicationSetups") =>
  someItem("FractionGroupSequence", greaterThan(count, 0));

/** When a conditional module is required, PS3.3 Annex A; by module, where what is in other modules decides. */
export const MODULE_CONDITIONS: ReadonlyMap<string, Predicate> = new Map([
  ["cardiac-synchronization", inFunctionalGroups("CardiacSynchronizationSequence")],
  ["respiratory-synchronization", inFunctionalGroups("RespiratorySynchronizationSequence")],
  ["enhanced-contrast-bolus", inFunctionalGroups("ContrastBolusUsageSequence")],
  ["supplemental-palette-color-lookup-table", anyValue("PixelPresentation", "COLOR", "MIXED")],
  ["palette-color-lookup-table", anyValue("PhotometricInterpretation", "PALETTE COLOR")],
  [
    "cine",
    any(pointsTo("FrameIncrementPointer", "FrameTime"), pointsTo("FrameIncrementPointer", "FrameTimeVector")),
  ],
  ["mr-pulse-sequence", isOriginalOrMixed],
  ["mr-spectroscopy-pulse-sequence", isOriginal],
  ["xa-xrf-acquisition", isOriginal],
  ["x-ray-detector", anyValue("XRayReceptorType", "DIGITAL_DETECTOR")],
  ["x-ray-image-intensifier", anyValue("XRayReceptorType", "IMG_INTENSIFIER")],
  ["nm-tomo-acquisition", kind("TOMO", "GATED TOMO", "RECON TOMO", "RECON GATED TOMO")],
  ["nm-multi-gated-acquisition", kind("GATED", "GATED TOMO", "RECON GATED TOMO")],
  ["nm-phase", kind("DYNAMIC")],
  ["nm-reconstruction", kind("RECON TOMO", "RECON GATED TOMO")],
  ["pet-multi-gated-acquisition", valueAt("SeriesType", 1, "GATED")],
  ["rt-beams", fractionsHave("NumberOfBeams")],
  ["rt-ion-beams", fractionsHave("NumberOfBeams")],
  ["rt-brachy-application-setups", fractionsHave("NumberOfBrachyApplicationSetups")],
]);
