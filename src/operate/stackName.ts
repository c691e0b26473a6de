import { InvalidArgumentError } from "commander";
import { readProjectName } from "../local/program/stackFile";
import { PROJECT_ROOT } from "../projectRoot";

/** Pulumi takes an empty name for the stack that is selected, and `org/project/stack` for one of any project. */
const STACK_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** A stack of this project: its name, or all of `org/project/stack`. @throws InvalidArgumentError for any other */
export function parseStackName(text: string): string {
  const parts = text.split("/");
  if (!(parts.length === 1 || parts.length === 3) || !parts.every((part) => STACK_NAME.test(part)))
    throw new InvalidArgumentError("It must be the name of a stack, such as dev.");
  const projectName = readProjectName(PROJECT_ROOT);
  if (parts.length === 3 && parts[1] !== projectName)
    throw new InvalidArgumentError(`It must be a stack of ${projectName}.`);
  return text;
}
