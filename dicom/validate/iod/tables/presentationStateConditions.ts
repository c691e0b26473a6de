import { inside } from "../attributeTable";
import { all, any, not, onlyIf, requiredIf, type AttributeCondition } from "../condition";
import { absent, anyValue, atRoot, present, sopClass } from "../predicates";
import { GRAYSCALE_SOFTCOPY_PRESENTATION_STATE } from "./sopClasses";

const sizeMode = (term: string) => anyValue("PresentationSizeMode", term);
const hasBox = present("BoundingBoxTopLeftHandCorner", "BoundingBoxBottomRightHandCorner");
const hasAnchor = present("AnchorPoint");
const isTracked = present("TrackingID", "TrackingUID");

const DISPLAYED_AREA = [
  ...requiredIf(sizeMode("TRUE SIZE"), "PresentationPixelSpacing"),
  ...requiredIf(absent("PresentationPixelSpacing"), "PresentationPixelAspectRatio"),
  ...onlyIf(absent("PresentationPixelSpacing"), "PresentationPixelAspectRatio"),
  ...requiredIf(sizeMode("MAGNIFY"), "PresentationPixelMagnificationRatio"),
];

/** A text is in a box, or beside a point, or both. */
const TEXT = [
  ...onlyIf(hasBox, "BoundingBoxAnnotationUnits", "BoundingBoxTextHorizontalJustification"),
  ...onlyIf(hasAnchor, "AnchorPointAnnotationUnits", "AnchorPointVisibility"),
  ...requiredIf(
    any(absent("AnchorPoint"), present("BoundingBoxBottomRightHandCorner")),
    "BoundingBoxTopLeftHandCorner",
  ),
  ...requiredIf(
    any(absent("AnchorPoint"), present("BoundingBoxTopLeftHandCorner")),
    "BoundingBoxBottomRightHandCorner",
  ),
  ...requiredIf(not(hasBox), "AnchorPoint"),
];

const hasShutter = atRoot(present("ShutterShape"));
const hasMask = atRoot(present("MaskSubtractionSequence", "RecommendedViewingMode"));

/** Softcopy presentation states, PS3.3 §C.10 and §C.11. */
export const PRESENTATION_STATE_CONDITIONS: readonly AttributeCondition[] = [
  ...inside(["DisplayedAreaSelectionSequence"], DISPLAYED_AREA),
  ...inside(["TextObjectSequence"], TEXT),
  ...inside(
    ["GraphicAnnotationSequence"],
    requiredIf(absent("GraphicObjectSequence", "CompoundGraphicSequence"), "TextObjectSequence"),
    requiredIf(absent("TextObjectSequence", "CompoundGraphicSequence"), "GraphicObjectSequence"),
  ),
  ...inside(["TextObjectSequence", "GraphicObjectSequence"], onlyIf(isTracked, "TrackingID", "TrackingUID")),
  ...inside(
    ["GraphicObjectSequence"],
    requiredIf(anyValue("GraphicType", "CIRCLE", "ELLIPSE"), "GraphicFilled"),
  ),
  ...inside(
    ["softcopy-presentation-lut"],
    onlyIf(absent("PresentationLUTShape"), "PresentationLUTSequence"),
    onlyIf(absent("PresentationLUTSequence"), "PresentationLUTShape"),
  ),
  ...inside(
    ["SoftcopyVOILUTSequence"],
    requiredIf(absent("VOILUTSequence"), "WindowCenter"),
    requiredIf(absent("WindowCenter"), "VOILUTSequence"),
    onlyIf(present("WindowCenter"), "WindowWidth"),
  ),
  ...inside(
    ["presentation-state-shutter"],
    onlyIf(hasShutter, "ShutterPresentationValue"),
    requiredIf(
      all(hasShutter, not(sopClass(GRAYSCALE_SOFTCOPY_PRESENTATION_STATE))),
      "ShutterPresentationColorCIELabValue",
    ),
  ),
  ...inside(
    ["presentation-state-mask"],
    requiredIf(hasMask, "MaskSubtractionSequence", "RecommendedViewingMode"),
  ),
];
