import { SOP_CLASS_UID } from "../../dictionary/tags";
import { registeredUidOf } from "../../dictionary/uids";
import { DicomUsageError } from "../../errors";
import type { DataSet } from "../../model/dataSet";
import { describePixels } from "../../pixels/pixelDescription";
import { PIXEL_REASONS } from "../../pixels/pixelReasons";
import type { PixelRegion } from "../../pixels/regionMask";
import { uidIn } from "../../text/asciiText";
import { firstText } from "../../text/values";
import { isUid } from "../../text/valueForm";

/** What to blank in the images of a device. Every criterion that is given has to hold; there is at least one. */
export interface PixelRule {
  /** Without regard to case and to spaces around it, as is `model`. */
  readonly manufacturer?: string | undefined;
  readonly model?: string | undefined;
  readonly rows?: number | undefined;
  readonly columns?: number | undefined;
  /** A SOP Class UID. */
  readonly sopClass?: string | undefined;
  /** None says that somebody has looked, and that these images show no text. */
  readonly regions: readonly PixelRegion[];
}

/** What a site knows of the pixels that it sends. */
export interface PixelPolicy {
  /** The first one that holds counts. */
  readonly rules: readonly PixelRule[];
  /** Names of `PIXEL_REASONS`, and SOP Class UIDs: objects that are let through as they are. */
  readonly letThrough: readonly string[];
}

export const NO_PIXEL_POLICY: PixelPolicy = { rules: [], letThrough: [] };

const REASON_NAMES: ReadonlySet<string> = new Set(PIXEL_REASONS);

/** @throws DicomUsageError INVALID_POLICY that names the field */
export function checkPixelPolicy({ rules, letThrough }: PixelPolicy): void {
  for (const [index, rule] of rules.entries()) {
    const { regions, ...criteria } = rule;
    const where = `pixels.rules[${index}]`;
    if (Object.values(criteria).every((criterion) => criterion === undefined || criterion === ""))
      refuse(`${where} holds for every object: give manufacturer, model, rows, columns or sopClass`);
    if (criteria.sopClass !== undefined) checkClass(`${where}.sopClass`, criteria.sopClass);
    for (const [position, region] of regions.entries()) {
      const { x, y, width, height } = region;
      const isRectangle =
        [x, y, width, height].every(Number.isSafeInteger) && x >= 0 && y >= 0 && width > 0 && height > 0;
      if (!isRectangle)
        refuse(
          `${where}.regions[${position}] is no rectangle of whole pixels: x and y from 0, width and height from 1`,
        );
    }
  }
  for (const [index, name] of letThrough.entries()) {
    if (!REASON_NAMES.has(name)) checkClass(`pixels.letThrough[${index}]`, name);
  }
}

/** The first rule that holds for an object. */
export function pixelRuleFor({ rules }: PixelPolicy, dataSet: DataSet): PixelRule | undefined {
  if (rules.length === 0) return undefined;
  const description = describePixels(dataSet);
  const isText = (wanted: string | undefined, keyword: "Manufacturer" | "ManufacturerModelName") =>
    wanted === undefined || wanted.trim().toLowerCase() === firstText(dataSet, keyword)?.trim().toLowerCase();
  const is = <Value>(wanted: Value | undefined, found: Value | undefined) =>
    wanted === undefined || wanted === found;
  return rules.find(
    ({ manufacturer, model, rows, columns, sopClass }) =>
      isText(manufacturer, "Manufacturer") &&
      isText(model, "ManufacturerModelName") &&
      is(rows, description?.rows) &&
      is(columns, description?.columns) &&
      is(sopClass, uidIn(dataSet, SOP_CLASS_UID)),
  );
}

/** A private class is none that the standard knows, and may be named all the same. */
function checkClass(field: string, uid: string): void {
  const registered = registeredUidOf(uid);
  if (isUid(uid) && (registered === undefined || registered.type === "SOP Class")) return;
  const reasons = field.endsWith("sopClass") ? "" : `, nor one of ${PIXEL_REASONS.join(", ")}`;
  refuse(`${field} is no SOP Class UID${reasons}`);
}

function refuse(message: string): never {
  throw new DicomUsageError("INVALID_POLICY", message);
}
