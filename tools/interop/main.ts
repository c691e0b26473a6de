/**
 * `npm run interop -- dump|validate DIR`: holds what we make of files against what other programs make of them. Prints
 * counts, paths and names of rules, never a value. What is known is explained in docs/interop.md.
 */
import { endWith } from "../command";
import { compareDumps } from "./dumpCommand";
import { compareValidations } from "./validate/validateCommand";

const COMMANDS: Readonly<Record<string, (folder: string) => Promise<number>>> = {
  dump: compareDumps,
  validate: compareValidations,
};

async function main([name = "", folder]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || folder === undefined) {
    console.error("usage: npm run interop -- dump|validate DIR");
    return name === "--help" ? 0 : 2;
  }
  return command(folder);
}

endWith(main(process.argv.slice(2)));
