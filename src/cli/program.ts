import { Command } from "commander";
import { addDeidentify } from "./deidentify/command";
import { addDemo } from "./demo/command";
import { addDiff } from "./diff/command";
import { addDump } from "./dump/command";
import { addLocal } from "./local/command";
import { addMetadata } from "./metadata/command";
import { addValidate } from "./validate/command";

/** The command line with all of its commands; a wrong one ends in a `CommanderError`. */
export function createProgram(): Command {
  const program = new Command("mip")
    .description("De-identify DICOM files, look into them, and run the whole pipeline on this machine.")
    .usage("<command> [options]   (as `npm run -s cli -- <command> [options]`)")
    .showHelpAfterError("(--help lists commands and options)")
    .exitOverride();
  addLocal(program);
  addDeidentify(program);
  addValidate(program);
  addMetadata(program);
  addDump(program);
  addDiff(program);
  addDemo(program);
  for (const command of program.commands) command.exitOverride();
  return program;
}
