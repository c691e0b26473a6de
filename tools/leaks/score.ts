import { BufferSource, readDicom, type DataSet } from "../../dicom";
import { checkActions, type WrongAction } from "./checks/actions";
import { errorsOf, newErrors, type Errors } from "./checks/dciodvfy";
import { checkDates, checkUids, type Pair, type Tally } from "./checks/study";
import type { CorpusFile, Plant } from "./corpus/plant";
import type { Engine } from "./engines/engine";
import { MidiScorer, type MidiScore } from "./midi/score";
import { plantsLeft } from "./search";

/** What one engine in one setting did to a corpus. */
export interface Score {
  readonly engine: Engine;
  readonly files: number;
  written: number;
  /** How many files were refused, by code. */
  readonly refused: Map<string, number>;
  readonly left: { readonly file: string; readonly plant: Plant }[];
  plants: number;
  readonly actions: { right: number; readonly wrong: (WrongAction & { readonly file: string })[] };
  uids: Tally;
  dates: Tally;
  readonly conformance: {
    compared: number;
    readonly errors: { readonly file: string; readonly error: string }[];
  };
  readonly midi: MidiScore;
}

interface Scoring {
  /** Errors of an input; undefined where there is no checker. */
  readonly inputErrors?: (file: CorpusFile) => Promise<Errors>;
  /** Called after each file. */
  readonly onFile?: () => void;
}

/** Runs an engine over the corpus and counts. */
export async function scoreEngine(
  engine: Engine,
  corpus: readonly CorpusFile[],
  { inputErrors, onFile }: Scoring = {},
): Promise<Score> {
  const midi = new MidiScorer(engine.options);
  const score: Score = {
    engine,
    files: corpus.length,
    written: 0,
    refused: new Map(),
    left: [],
    plants: 0,
    actions: { right: 0, wrong: [] },
    uids: { right: 0, wrong: 0 },
    dates: { right: 0, wrong: 0 },
    conformance: { compared: 0, errors: [] },
    midi: midi.score,
  };
  const study: Pair[] = [];
  for (const file of corpus) {
    const output = await scoreFile(file, score, inputErrors);
    if (file.conformant) midi.add(file, output?.dataSet);
    if (output && file.name.startsWith("study-"))
      study.push({ source: output.source, output: output.dataSet });
    onFile?.();
  }
  score.uids = checkUids(study, engine.options);
  score.dates = checkDates(study, engine.options);
  return score;
}

interface ReadOutput {
  readonly source: DataSet;
  readonly dataSet: DataSet;
}

async function scoreFile(
  file: CorpusFile,
  score: Score,
  inputErrors: Scoring["inputErrors"],
): Promise<ReadOutput | undefined> {
  const { engine } = score;
  const asked = file.plants.filter(({ stays }) => !stays(engine.options));
  score.plants += asked.length;
  const { output, refused } = await engine.run(file);
  if (!output) {
    score.refused.set(refused ?? "", (score.refused.get(refused ?? "") ?? 0) + 1);
    return undefined;
  }
  score.written++;
  for (const plant of plantsLeft(output, asked)) score.left.push({ file: file.name, plant });
  const [source, dataSet] = [await dataSetIn(file.bytes), await dataSetIn(output)];
  if (!source || !dataSet) return undefined;
  const { right, wrong } = checkActions(file, source, dataSet, engine);
  score.actions.right += right;
  score.actions.wrong.push(...wrong.map((one) => ({ ...one, file: file.name })));
  if (file.conformant && inputErrors) {
    const errors = newErrors(await inputErrors(file), await errorsOf(output));
    score.conformance.compared++;
    score.conformance.errors.push(...errors.map((error) => ({ file: file.name, error })));
  }
  return { source, dataSet };
}

/** What can be read of it: peers write files that are not all in order. */
async function dataSetIn(bytes: Uint8Array): Promise<DataSet | undefined> {
  try {
    return (await readDicom(new BufferSource(bytes), { onFormatError: "salvage" })).dataSet;
  } catch {
    return undefined;
  }
}
