import { tagOf, type Keyword } from "../../dictionary/attributes";
import type { Tag } from "../../dictionary/tag";
import { firstText } from "../../text/values";
import type { ValidationContext } from "../context";
import { valueOf } from "../facts";
import { numberIn } from "./numbers";
import { visitItems } from "./visitItems";

/** Things that an object numbers, and where it refers to them by their numbers. */
interface Numbered {
  readonly sequence: Keyword;
  readonly number: Keyword;
  /** Sequences whose items have the reference. */
  readonly references: readonly (readonly [sequence: Keyword, reference: Keyword])[];
  readonly clause: string;
}

const NUMBERED: readonly Numbered[] = [
  {
    sequence: "SegmentSequence",
    number: "SegmentNumber",
    references: [["SegmentIdentificationSequence", "ReferencedSegmentNumber"]],
    clause: "PS3.3 §C.8.20.2",
  },
  {
    sequence: "StructureSetROISequence",
    number: "ROINumber",
    references: [
      ["ROIContourSequence", "ReferencedROINumber"],
      ["RTROIObservationsSequence", "ReferencedROINumber"],
    ],
    clause: "PS3.3 §C.8.8.5",
  },
  {
    sequence: "FractionGroupSequence",
    number: "FractionGroupNumber",
    references: [],
    clause: "PS3.3 §C.8.8.13",
  },
  {
    sequence: "BeamSequence",
    number: "BeamNumber",
    references: [["ReferencedBeamSequence", "ReferencedBeamNumber"]],
    clause: "PS3.3 §C.8.8.14",
  },
  {
    sequence: "PatientSetupSequence",
    number: "PatientSetupNumber",
    references: [["BeamSequence", "ReferencedPatientSetupNumber"]],
    clause: "PS3.3 §C.8.8.12",
  },
  {
    sequence: "DoseReferenceSequence",
    number: "DoseReferenceNumber",
    references: [["ReferencedDoseReferenceSequence", "ReferencedDoseReferenceNumber"]],
    clause: "PS3.3 §C.8.8.10",
  },
  {
    sequence: "ToleranceTableSequence",
    number: "ToleranceTableNumber",
    references: [["BeamSequence", "ReferencedToleranceTableNumber"]],
    clause: "PS3.3 §C.8.8.11",
  },
  {
    sequence: "ApplicationSetupSequence",
    number: "ApplicationSetupNumber",
    references: [["ReferencedBrachyApplicationSetupSequence", "ReferencedBrachyApplicationSetupNumber"]],
    clause: "PS3.3 §C.8.8.15",
  },
];

/** Numbers of segments, regions, beams and the like are there once, and what refers to them finds them. */
export function checkNumbers(context: ValidationContext): void {
  const { root, log } = context;
  /** By the sequence of the reference. */
  const wanted = new Map<Tag, { reference: Keyword; numbers: ReadonlySet<number>; clause: string }[]>();
  for (const { sequence, number, references, clause } of NUMBERED) {
    const numbers = new Set<number>();
    if (!root.has(sequence)) continue;
    root.items(sequence).forEach((item, index) => {
      const value = numberIn(item, number);
      if (value === undefined) return;
      const place = { parent: undefined, tag: tagOf(sequence), index };
      if (numbers.has(value))
        log.add("DUPLICATE_NUMBER", tagOf(number), place, { clause, value: () => String(value) });
      numbers.add(value);
    });
    for (const [holder, reference] of references)
      wanted.set(tagOf(holder), [...(wanted.get(tagOf(holder)) ?? []), { reference, numbers, clause }]);
  }
  checkSegmentNumbers(context);
  if (wanted.size === 0) return;
  visitItems(root, (item, place, sequence) => {
    for (const { reference, numbers, clause } of wanted.get(sequence) ?? []) {
      const value = numberIn(item, reference);
      if (value !== undefined && !numbers.has(value))
        log.add("REFERENCE_TO_NOTHING", tagOf(reference), place, { clause, value: () => String(value) });
    }
  });
}

/** From 1 upwards in the order of the items, except where pixels are labels, PS3.3 §C.8.20.2. */
function checkSegmentNumbers({ root, log }: ValidationContext): void {
  if (firstText(root, "SegmentationType") === "LABELMAP") return;
  const segments = root.items("SegmentSequence");
  const wrong = segments.findIndex(
    (item, index) => (numberIn(item, "SegmentNumber") ?? index + 1) !== index + 1,
  );
  if (wrong < 0) return;
  const place = { parent: undefined, tag: tagOf("SegmentSequence"), index: wrong };
  log.add("NUMBERING_NOT_CONSECUTIVE", tagOf("SegmentNumber"), place, {
    clause: "PS3.3 §C.8.20.2",
    expected: String(wrong + 1),
    value: () => segments[wrong] && valueOf(segments[wrong], tagOf("SegmentNumber")),
  });
}
