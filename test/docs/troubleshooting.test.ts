import { expect } from "chai";
import { explainFailure, KNOWN_FAILURES } from "../../src/operate/explainFailure";
import { codesIn, rowsOf } from "../support/docs/markdown";
import { readPage } from "../support/docs/pages";

const PAGE = readPage("docs/deployment.md");

describe("the messages in docs/deployment.md", () => {
  const rows = rowsOf(PAGE, "message").map(({ line, cells }) => {
    const [message = ""] = codesIn(cells.message ?? "");
    return { line, message, code: explainFailure(message)?.code };
  });

  it("are those that a deployment explains", () => {
    const unknown = rows.filter(({ code }) => code === undefined);
    expect(
      unknown.map(({ line, message }) => `${PAGE.path}:${line}: nothing explains ${message}`),
    ).to.deep.equal([]);
  });

  it("are all of them", () => {
    const codes = rows.map(({ code }) => code);
    const missing = KNOWN_FAILURES.filter(({ code }) => !codes.includes(code));
    expect(missing.map(({ code }) => `${PAGE.path}: no row for ${code}`)).to.deep.equal([]);
  });
});
