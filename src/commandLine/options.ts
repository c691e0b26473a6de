import { InvalidArgumentError } from "commander";

/** A whole number of at least 1 from the command line. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new InvalidArgumentError("It must be a whole number from 1 up.");
  return count;
}

/** A TCP port from the command line; 0 takes any free one. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new InvalidArgumentError("It must be a port from 0 to 65535.");
  }
  return port;
}
