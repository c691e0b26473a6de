import { Presets, SingleBar } from "cli-progress";

/** Progress of work on a known number of inputs; shown on stderr so that stdout stays for results. */
export interface Progress {
  /** Says that `done` inputs are finished. */
  update(done: number): void;
  /** Prints a line without disturbing the bar. */
  line(text: string): void;
  /** Lets `write` write whole lines to the terminal that the bar may be on. */
  aside(write: () => void): void;
  stop(): void;
}

/** Without a terminal a line is printed at most this often. */
const LINES_PER_RUN = 10;

/** Of terminals: what is behind the beginning of the line goes; lines are as long as they are, or cut, as a bar's has to be. */
const CLEAR_LINE = "\r\u001b[K";
const WRAP_LINES = "\u001b[?7h";
const CUT_LINES = "\u001b[?7l";

/** A bar on a terminal; elsewhere a line every tenth of the work, so that a log stays readable. */
export function createProgress(
  total: number,
  what: string,
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  return stream.isTTY ? bar(total, what, stream) : lines(total, what, stream);
}

function bar(total: number, what: string, stream: NodeJS.WriteStream): Progress {
  const single = new SingleBar(
    {
      stream,
      format: `${what} {bar} {value}/{total} | {eta_formatted} left`,
      hideCursor: true,
      clearOnComplete: true,
      forceRedraw: true, // it is cleared for other lines
    },
    Presets.shades_classic,
  );
  single.start(total, 0);
  const aside = (write: () => void) => {
    stream.write(CLEAR_LINE + WRAP_LINES);
    write();
    stream.write(CUT_LINES);
    single.render();
  };
  return {
    update: (done) => single.update(done),
    line: (text) => aside(() => stream.write(`${text}\n`)),
    aside,
    stop: () => single.stop(),
  };
}

function lines(total: number, what: string, stream: NodeJS.WriteStream): Progress {
  const step = Math.max(1, Math.ceil(total / LINES_PER_RUN));
  let printed = 0;
  return {
    update: (done) => {
      if (done < total && done - printed < step) return;
      if (done === printed) return;
      printed = done;
      stream.write(`${what} ${done}/${total}\n`);
    },
    line: (text) => stream.write(`${text}\n`),
    aside: (write) => write(),
    stop: () => undefined,
  };
}
