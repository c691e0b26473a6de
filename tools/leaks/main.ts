/** `npm run leaks`; see `HELP`. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { endWith, optionsOrStatus } from "../command";
import { filesBelow } from "../filesBelow";
import { createProgress } from "../../src/commandLine/progress";
import { errorsOf, hasDciodvfy, type Errors } from "./checks/dciodvfy";
import { buildCorpus } from "./corpus/corpus";
import type { CorpusFile } from "./corpus/plant";
import type { Engine } from "./engines/engine";
import { ours } from "./engines/ours";
import { withPeers } from "./engines/peers";
import { formatFolderFindings, formatFolderScores } from "./folder/reportFolder";
import { scoreFolder } from "./folder/scoreFolder";
import { formatAnswerData } from "./midi/answerKey";
import { HELP, parseOptions, type Options } from "./options";
import { policiesToRun, type SkippedPolicy } from "./policies";
import { formatFindings, formatScores, formatSkipped } from "./report";
import { scoreEngine, type Score } from "./score";

const NO_CHECKER = "no conformance checker: dciodvfy is not installed, or not asked for";

async function main(): Promise<number> {
  const options = optionsOrStatus("leaks", HELP, parseOptions);
  if (typeof options === "number") return options;
  if (options.files !== undefined) return runOverFolder(options.files, options);
  const { size, only, out, json } = options;
  const corpus = await buildCorpus(size);
  if (out !== undefined) await keepCorpus(corpus, out);
  const plants = corpus.reduce((sum, file) => sum + file.plants.length, 0);
  console.log(`${corpus.length} files, ${plants} plants`);
  const { policies, skipped } = policiesToRun();
  const scores = await (options.peers ? withPeers : withoutPeers)(async (peers, missing) => {
    logSkipped(skipped, missing, only);
    const engines = [...policies.map((policy) => ours(policy)), ...peers].filter(({ name }) =>
      name.includes(only),
    );
    return scoreAll(engines, corpus, options.dciodvfy && (await hasDciodvfy()));
  });
  console.log(formatFindings(scores));
  console.log(formatScores(scores));
  if (json !== undefined) await writeFile(json, `${JSON.stringify(scores.map(plainScore), null, 2)}\n`);
  return scores.some(({ engine, left }) => engine.ours && left.length > 0) ? 1 : 0;
}

/** Every policy over the files below a folder, see `HELP`. */
async function runOverFolder(folder: string, { only, dciodvfy }: Options): Promise<number> {
  const { policies, skipped } = policiesToRun();
  const engines = policies.map((policy) => ours(policy)).filter(({ name }) => name.includes(only));
  const files = await filesBelow(folder).catch(() => []);
  if (files.length === 0 || engines.length === 0) {
    console.error(
      files.length === 0 ? "--files: there are no files there" : "--only: no policy has that name",
    );
    return 2;
  }
  console.log(`${files.length} files`);
  logSkipped(skipped, [], only);
  const checker = dciodvfy && (await hasDciodvfy());
  if (!checker) console.log(NO_CHECKER);
  const progress = createProgress(files.length, "de-identified and checked");
  let done = 0;
  const check = checker ? errorsOf : null;
  const scores = await scoreFolder(engines, folder, files, check, () => progress.update(++done));
  progress.stop();
  console.log(formatFolderFindings(scores));
  console.log(formatFolderScores(scores));
  return scores.some(({ errors }) => errors.length > 0) ? 1 : 0;
}

/** Of what was asked for. */
function logSkipped(skipped: readonly SkippedPolicy[], missing: readonly string[], only: string): void {
  const policies = skipped.filter(({ name }) => name.includes(only));
  const peers = missing.filter((name) => name.includes(only));
  if (policies.length + peers.length > 0) console.log(formatSkipped(policies, peers));
}

const withoutPeers = (use: (engines: readonly Engine[], missing: readonly string[]) => Promise<Score[]>) =>
  use([], []);

async function scoreAll(
  engines: readonly Engine[],
  corpus: readonly CorpusFile[],
  checker: boolean,
): Promise<Score[]> {
  if (!checker) console.log(NO_CHECKER);
  const known = new Map<CorpusFile, Promise<Errors>>();
  const inputErrors = (file: CorpusFile): Promise<Errors> => {
    const errors = known.get(file) ?? errorsOf(file.bytes);
    known.set(file, errors);
    return errors;
  };
  const progress = createProgress(engines.length * corpus.length, "de-identified and searched");
  const scores: Score[] = [];
  let done = 0;
  const onFile = (): void => progress.update(++done);
  for (const engine of engines)
    scores.push(await scoreEngine(engine, corpus, { onFile, ...(checker ? { inputErrors } : {}) }));
  progress.stop();
  return scores;
}

/** The answers name the originals, as the corpus beside them does. */
async function keepCorpus(corpus: readonly CorpusFile[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, bytes } of corpus) await writeFile(join(folder, `${name}.dcm`), bytes);
  const answers = corpus.filter(({ conformant }) => conformant).map(formatAnswerData);
  await writeFile(join(folder, "answers.json"), `${JSON.stringify(answers, null, 1)}\n`);
}

function plainScore({ engine, left, actions, refused, ...others }: Score): object {
  return {
    engine: engine.name,
    ...others,
    refused: Object.fromEntries(refused),
    left: left.map(({ file, plant }) => ({ file, hidingPlace: plant.hidingPlace, at: plant.at })),
    actions,
    midi: { ...others.midi, failedBy: Object.fromEntries(others.midi.failedBy) },
  };
}

endWith(main());
