import { createInterface } from "node:readline/promises";
import { WrongUsageError } from "../commandLine/exitStatus";

/** Where questions are asked and answered. */
export interface Dialogue {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/** Answers come from stdin; questions go to stderr, so that stdout stays for results. */
export const TERMINAL: Dialogue = { input: process.stdin, output: process.stderr };

/** @throws WrongUsageError where nobody is there to answer */
export async function confirm(question: string, dialogue: Dialogue = TERMINAL): Promise<boolean> {
  return /^y(es)?$/i.test(await ask(`${question} [y/N] `, dialogue));
}

/** Asks to type a word, so that it is not done by habit. @throws WrongUsageError where nobody is there to answer */
export async function confirmByTyping(
  question: string,
  word: string,
  dialogue: Dialogue = TERMINAL,
): Promise<boolean> {
  return (await ask(`${question} Type ${word} to go on: `, dialogue)) === word;
}

async function ask(question: string, { input, output }: Dialogue): Promise<string> {
  if (input.isTTY !== true)
    throw new WrongUsageError("This has to be confirmed and there is no terminal: --yes confirms it.");
  const reader = createInterface({ input, output });
  try {
    return (await reader.question(question)).trim();
  } finally {
    reader.close();
  }
}
