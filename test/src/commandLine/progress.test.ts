import { Writable } from "node:stream";
import { expect } from "chai";
import { createProgress } from "../../../src/commandLine/progress";

/** A stream that may be a terminal, and what was written to it. */
function streamOf(isTTY: boolean): { stream: NodeJS.WriteStream; written: string[] } {
  const written: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      written.push(chunk);
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY, columns: 80 }) as unknown as NodeJS.WriteStream, written };
}

describe("progress", () => {
  it("clears its bar for what is written beside it, in whole lines, and shows it again", () => {
    const { stream, written } = streamOf(true);
    const progress = createProgress(3, "validated", stream);
    const before = written.length;
    progress.aside(() => stream.write("a report\n"));
    progress.stop();
    const [clear, report, cut, ...after] = written.slice(before);
    expect(clear).to.equal("\r\u001b[K\u001b[?7h");
    expect(report).to.equal("a report\n");
    expect(cut).to.equal("\u001b[?7l");
    expect(after.join("")).to.contain("validated ");
  });

  it("is a line every tenth where there is no terminal, beside what else is written", () => {
    const { stream, written } = streamOf(false);
    const progress = createProgress(20, "validated", stream);
    for (let done = 1; done <= 20; done++) progress.update(done);
    progress.aside(() => stream.write("a report\n"));
    expect(written).to.have.length(11);
    expect(written.slice(-2)).to.deep.equal(["validated 20/20\n", "a report\n"]);
  });
});
