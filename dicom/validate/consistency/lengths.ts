import type { LocalCheck, LocalChecks } from "./localChecks";
import { counted } from "../facts";
import { numberIn } from "./numbers";

/** Samples of all channels, PS3.3 §C.10.9.1.4; one byte more where their number is odd. */
const checkWaveformData: LocalCheck = ({ tag, value }, { dataSet, place, context }) => {
  const channels = numberIn(dataSet, "NumberOfWaveformChannels");
  const samples = numberIn(dataSet, "NumberOfWaveformSamples");
  const bits = numberIn(dataSet, "WaveformBitsAllocated");
  if (value.kind !== "bytes" && value.kind !== "range") return;
  if (channels === undefined || samples === undefined || bits === undefined) return;
  const described = Math.ceil((channels * samples * bits) / 8);
  if (value.lengthBytes === described || value.lengthBytes === described + (described % 2)) return;
  context.log.add("LENGTH_MISMATCH", tag, place, {
    clause: "PS3.3 §C.10.9",
    expected: `${counted(described, "byte")}, NumberOfWaveformChannels × NumberOfWaveformSamples × WaveformBitsAllocated`,
    found: () => counted(value.lengthBytes, "byte"),
  });
};

/** The document without its padding, PS3.3 §C.24.2. */
const checkDocumentLength: LocalCheck = ({ tag }, { dataSet, place, context }) => {
  const said = numberIn(dataSet, "EncapsulatedDocumentLength");
  const value = dataSet.get("EncapsulatedDocument")?.value;
  if (said === undefined || (value?.kind !== "bytes" && value?.kind !== "range")) return;
  if (value.lengthBytes === said + (said % 2) || value.lengthBytes === said) return;
  context.log.add("LENGTH_MISMATCH", tag, place, {
    clause: "PS3.3 §C.24.2",
    expected: "the length of EncapsulatedDocument",
    found: () => `${counted(value.lengthBytes, "byte")} in it`,
    value: () => String(said),
  });
};

/** Data beside what says how long it is. */
export const LENGTH_CHECKS: LocalChecks = {
  WaveformData: checkWaveformData,
  EncapsulatedDocumentLength: checkDocumentLength,
};
