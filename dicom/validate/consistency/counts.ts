import type { Keyword } from "../../dictionary/attributes";
import { counted } from "../facts";
import type { LocalCheck, LocalChecks } from "./localChecks";
import { numberIn, valueCountOf } from "./numbers";

/** The attribute says how many items the sequence beside it has; of an empty one nothing is known. */
const itemsOf =
  (sequence: Keyword, clause: string): LocalCheck =>
  ({ tag }, { dataSet, place, context }) => {
    const count = numberIn(dataSet, tag);
    const value = dataSet.get(sequence)?.value;
    if (count === undefined || value?.kind !== "sequence") return;
    const { length } = value.items;
    if (length === count || length === 0) return;
    context.log.add("COUNT_MISMATCH", tag, place, {
      clause,
      expected: `the number of items of ${sequence}`,
      found: () => `${counted(length, "item")} in it`,
      value: () => String(count),
    });
  };

/** The attribute says how many values, or groups of `each` values, the attribute beside it has. */
const valuesOf =
  (list: Keyword, each: number, clause: string): LocalCheck =>
  ({ tag }, { dataSet, place, context }) => {
    const count = numberIn(dataSet, tag);
    const element = dataSet.get(list);
    const values = element && valueCountOf(element);
    if (count === undefined || values === undefined || values === count * each) return;
    context.log.add("COUNT_MISMATCH", tag, place, {
      clause,
      expected: `the number of values of ${list}${each === 1 ? "" : ` by ${each}`}`,
      found: () => `${counted(values, "value")} in it`,
      value: () => String(count),
    });
  };

/** Both have as many values. */
const asMany =
  (other: Keyword, clause: string): LocalCheck =>
  (element, { dataSet, place, context }) => {
    const beside = dataSet.get(other);
    const [one, two] = [valueCountOf(element), beside && valueCountOf(beside)];
    if (one === undefined || two === undefined || one === two) return;
    context.log.add("COUNT_MISMATCH", element.tag, place, {
      clause,
      expected: `${counted(two, "value")}, as many as ${other}`,
      found: () => counted(one, "value"),
    });
  };

const BEAMS = "PS3.3 §C.8.8.14";
const BRACHY = "PS3.3 §C.8.8.15";

/** Attributes that count others. */
export const COUNT_CHECKS: LocalChecks = {
  NumberOfBeams: itemsOf("ReferencedBeamSequence", "PS3.3 §C.8.8.13"),
  NumberOfBrachyApplicationSetups: itemsOf("ReferencedBrachyApplicationSetupSequence", "PS3.3 §C.8.8.13"),
  NumberOfControlPoints: (element, site) => {
    itemsOf("ControlPointSequence", BEAMS)(element, site);
    itemsOf("BrachyControlPointSequence", BRACHY)(element, site);
  },
  NumberOfWedges: itemsOf("WedgeSequence", BEAMS),
  NumberOfBlocks: itemsOf("BlockSequence", BEAMS),
  NumberOfBoli: itemsOf("ReferencedBolusSequence", BEAMS),
  NumberOfCompensators: itemsOf("CompensatorSequence", BEAMS),
  NumberOfContourPoints: valuesOf("ContourData", 3, "PS3.3 §C.8.8.6"),
  DVHNumberOfBins: valuesOf("DVHData", 2, "PS3.3 §C.8.8.4"),
  NumberOfWaveformChannels: itemsOf("ChannelDefinitionSequence", "PS3.3 §C.10.9"),
  NumberOfEnergyWindows: itemsOf("EnergyWindowInformationSequence", "PS3.3 §C.8.4.10"),
  NumberOfDetectors: itemsOf("DetectorInformationSequence", "PS3.3 §C.8.4.11"),
  WindowWidth: asMany("WindowCenter", "PS3.3 §C.11.2"),
};
