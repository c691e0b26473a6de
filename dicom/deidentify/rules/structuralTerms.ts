import type { Tag } from "../../dictionary/tag";
import type { DataElement } from "../../model/dataElement";
import { asciiOf } from "../../text/asciiText";

/**
 * Enumerated terms without which a dummied sequence could not be read any more (PS3.3 C.17.3, C.10.5, 8.8). They stay
 * where the value is one of the terms; any other text is dummied like everything else.
 */
const STRUCTURAL_TERMS: ReadonlyMap<Tag, ReadonlySet<string>> = new Map([
  [0x0008010b, new Set(["Y", "N"])], // ContextGroupExtensionFlag
  [
    0x0040a010, // RelationshipType
    new Set([
      "CONTAINS",
      "HAS OBS CONTEXT",
      "HAS ACQ CONTEXT",
      "HAS CONCEPT MOD",
      "HAS PROPERTIES",
      "INFERRED FROM",
      "SELECTED FROM",
    ]),
  ],
  [
    0x0040a040, // ValueType
    new Set([
      "TEXT",
      "NUM",
      "CODE",
      "DATETIME",
      "DATE",
      "TIME",
      "UIDREF",
      "PNAME",
      "COMPOSITE",
      "IMAGE",
      "WAVEFORM",
      "SCOORD",
      "SCOORD3D",
      "TCOORD",
      "CONTAINER",
      "TABLE",
    ]),
  ],
  [0x0040a050, new Set(["SEPARATE", "CONTINUOUS"])], // ContinuityOfContent
  [0x0040a130, new Set(["POINT", "MULTIPOINT", "SEGMENT", "MULTISEGMENT", "BEGIN", "END"])], // TemporalRangeType
  [0x00480301, new Set(["FRAME", "VOLUME"])], // PixelOriginInterpretation
  [0x00700003, new Set(["PIXEL", "DISPLAY", "MATRIX"])], // BoundingBoxAnnotationUnits
  [0x00700004, new Set(["PIXEL", "DISPLAY", "MATRIX"])], // AnchorPointAnnotationUnits
  [0x00700005, new Set(["PIXEL", "DISPLAY", "MATRIX"])], // GraphicAnnotationUnits
  [0x00700012, new Set(["LEFT", "RIGHT", "CENTER"])], // BoundingBoxTextHorizontalJustification
  [0x00700015, new Set(["Y", "N"])], // AnchorPointVisibility
  [0x00700023, new Set(["POINT", "POLYLINE", "INTERPOLATED", "CIRCLE", "ELLIPSE", "MULTIPOINT", "POLYGON"])], // GraphicType
  [0x00700024, new Set(["Y", "N"])], // GraphicFilled
]);

export function isStructuralTerm(element: DataElement): boolean {
  const terms = STRUCTURAL_TERMS.get(element.tag);
  if (!terms) return false;
  const text = asciiOf(element);
  return text !== undefined && terms.has(text);
}
