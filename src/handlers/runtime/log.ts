import { createLogger, format, transports, type LoggerOptions } from "winston";
import type { Log, LogFields, LogMessage } from "../../pipeline/ports";

const LEVELS = ["error", "warn", "info", "debug"];

/**
 * A log of JSON lines: time, level, message and the four fields of `LogFields`, picked one by one, so that
 * nothing else can get into a line. The level comes from `LOG_LEVEL` (error, warn, info, debug).
 *
 * @param stream where the lines go; the console where absent
 */
export function createLog(
  stream?: NodeJS.WritableStream,
  level: string | undefined = process.env.LOG_LEVEL?.toLowerCase(),
): Log {
  const logger = createLogger({
    level: level !== undefined && LEVELS.includes(level) ? level : "info",
    format: format.combine(format.timestamp(), format.json()),
    transports: transportTo(stream),
  });
  const write = (severity: "info" | "warn" | "error") => (message: LogMessage, fields: LogFields) => {
    const { executionName, step, durationMs, code } = fields;
    logger.log({ level: severity, message, executionName, step, durationMs, code });
  };
  return { info: write("info"), warn: write("warn"), error: write("error") };
}

type Transport = NonNullable<LoggerOptions["transports"]>;

// winston declares its transports as interfaces beside the class that its options ask for.
function transportTo(stream: NodeJS.WritableStream | undefined): Transport {
  const transport: unknown = stream ? new transports.Stream({ stream }) : new transports.Console();
  return transport as Transport;
}
