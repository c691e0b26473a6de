import { Presets, SingleBar } from "cli-progress";

/** Progress of work on a known number of inputs; shown on stderr so that stdout stays for results. */
export interface Progress {
  /** Says that `done` inputs are finished. */
  update(done: number): void;
  /** Prints a line without disturbing the bar. */
  line(text: string): void;
  stop(): void;
}

/** Without a terminal a line is printed at most this often. */
const LINES_PER_RUN = 10;

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
    },
    Presets.shades_classic,
  );
  single.start(total, 0);
  return {
    update: (done) => single.update(done),
    line: (text) => {
      stream.write(`\r\u001b[K${text}\n`);
      single.render();
    },
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
    stop: () => undefined,
  };
}
