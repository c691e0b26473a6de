import type { Keyword } from "../../dictionary/attributes";
import type { LocalCheck, LocalChecks } from "./localChecks";
import { numberIn, valueCountOf } from "./numbers";

/** The attribute says how many items the sequence beside it has; of an empty one nothing is known. */
const itemsOf =
  (keyword: Keyword, sequence: Keyword, clause: string): LocalCheck =>
  ({ tag }, { dataSet, place, context }) => {
    const count = numberIn(dataSet, keyword);
    const value = dataSet.get(sequence)?.value;
    if (count === undefined || value?.kind !== "sequence") return;
    if (value.items.length === count || value.items.length === 0) return;
    const expected = `the number of items of ${sequence}`;
    context.log.add("COUNT_MISMATCH", tag, place, { clause, expected, value: () => String(count) });
  };

/** The attribute says how many values, or groups of `each` values, the attribute beside it has. */
const valuesOf =
  (keyword: Keyword, list: Keyword, each: number, clause: string): LocalCheck =>
  ({ tag }, { dataSet, place, context }) => {
    const count = numberIn(dataSet, keyword);
    const element = dataSet.get(list);
    const values = element && valueCountOf(element);
    if (count === undefined || values === undefined || values === count * each) return;
    const expected = `the number of values of ${list}${each === 1 ? "" : ` by ${each}`}`;
    context.log.add("COUNT_MISMATCH", tag, place, { clause, expected, value: () => String(count) });
  };

/** Both have as many values. */
const asMany =
  (other: Keyword, clause: string): LocalCheck =>
  (element, { dataSet, place, context }) => {
    const beside = dataSet.get(other);
    const [one, two] = [valueCountOf(element), beside && valueCountOf(beside)];
    if (one === undefined || two === undefined || one === two) return;
    context.log.add("COUNT_MISMATCH", element.tag, place, { clause, expected: `as many values as ${other}` });
  };

const BEAMS = "PS3.3 §C.8.8.14";
const BRACHY = "PS3.3 §C.8.8.15";

/** Attributes that count others. */
export const COUNT_CHECKS: LocalChecks = {
  NumberOfBeams: itemsOf("NumberOfBeams", "ReferencedBeamSequence", "PS3.3 §C.8.8.13"),
  NumberOfBrachyApplicationSetups: itemsOf(
    "NumberOfBrachyApplicationSetups",
    "ReferencedBrachyApplicationSetupSequence",
    "PS3.3 §C.8.8.13",
  ),
  NumberOfControlPoints: (element, site) => {
    itemsOf("NumberOfControlPoints", "ControlPointSequence", BEAMS)(element, site);
    itemsOf("NumberOfControlPoints", "BrachyControlPointSequence", BRACHY)(element, site);
  },
  NumberOfWedges: itemsOf("NumberOfWedges", "WedgeSequence", BEAMS),
  NumberOfBlocks: itemsOf("NumberOfBlocks", "BlockSequence", BEAMS),
  NumberOfBoli: itemsOf("NumberOfBoli", "ReferencedBolusSequence", BEAMS),
  NumberOfCompensators: itemsOf("NumberOfCompensators", "CompensatorSequence", BEAMS),
  NumberOfContourPoints: valuesOf("NumberOfContourPoints", "ContourData", 3, "PS3.3 §C.8.8.6"),
  DVHNumberOfBins: valuesOf("DVHNumberOfBins", "DVHData", 2, "PS3.3 §C.8.8.4"),
  NumberOfWaveformChannels: itemsOf("NumberOfWaveformChannels", "ChannelDefinitionSequence", "PS3.3 §C.10.9"),
  NumberOfEnergyWindows: itemsOf(
    "NumberOfEnergyWindows",
    "EnergyWindowInformationSequence",
    "PS3.3 §C.8.4.10",
  ),
  NumberOfDetectors: itemsOf("NumberOfDetectors", "DetectorInformationSequence", "PS3.3 §C.8.4.11"),
  WindowWidth: asMany("WindowCenter", "PS3.3 §C.11.2"),
};
