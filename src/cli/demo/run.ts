import { mkdir, readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { WrongUsageError } from "../../commandLine/exitStatus";
import { findInputs } from "../inputs";
import { writeDemoStudy } from "../local/demo/writeDemoStudy";

/** @throws WrongUsageError where the folder holds something: nothing of anybody's is replaced, or mixed with the study */
export async function runDemo(folder: string): Promise<void> {
  const target = resolve(folder);
  await mkdir(target, { recursive: true });
  if ((await readdir(target)).length > 0)
    throw new WrongUsageError("demo: the folder is not empty; name one that is new or empty");
  await writeDemoStudy(target);
  const { files } = await findInputs([target]);
  for (const { relativePath } of files) process.stdout.write(`${relativePath}\n`);
}
