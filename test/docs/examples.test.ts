import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { transform } from "esbuild";
import ts from "typescript";
import { createDataSet, planWrite, transferSyntaxOf, writePlanToFile } from "../../dicom";
import { pages, ROOT, type Page } from "../support/docs/pages";

const run = promisify(execFile);

/** An example of a page. `<!-- type-checked only: <why> -->` before it says that it cannot be run here. */
interface Example {
  readonly name: string;
  readonly code: string;
  readonly runs: boolean;
}

function examplesOf({ path, text }: Page): Example[] {
  const blocks = text.matchAll(/(<!-- type-checked only: [^>]+ -->\n\n?)?^```ts\n(.*?)^```$/gms);
  return Array.from(blocks, ([, mark, code = ""], index) => ({
    name: `${path} example ${index + 1}`,
    code,
    runs: mark === undefined,
  }));
}

/** Where blocks of TypeScript are signatures, not examples. */
const REFERENCE = "docs/api.md";

/** A small image with what the examples look at; the pixel data is long enough to stay in the source. */
async function writeImage(path: string): Promise<void> {
  const transferSyntax = transferSyntaxOf("1.2.840.10008.1.2.1");
  if (!transferSyntax) throw new Error("Explicit VR Little Endian is not registered");
  const dataSet = createDataSet({
    SpecificCharacterSet: "ISO_IR 100",
    ImageType: ["ORIGINAL", "PRIMARY"],
    SOPClassUID: "1.2.840.10008.5.1.4.1.1.2",
    SOPInstanceUID: "2.25.1",
    Modality: "CT",
    PatientName: "Müller^Anna",
    PatientBirthDate: "19700101",
    ReferencedStudySequence: [{ ReferencedSOPInstanceUID: "2.25.2" }],
    PixelSpacing: "0.5\\0.5",
    Rows: 256,
    Columns: 512,
    PixelData: new Uint8Array(256 * 512),
  });
  await writePlanToFile(planWrite({ fileMeta: createDataSet({}), dataSet, transferSyntax }), path);
}

/** Stands in for the network: answers `https://images.example.org/<file>` from the working folder, by range. */
const FETCH_FROM_FOLDER = `
import { readFile } from "node:fs/promises";
globalThis.fetch = async (url, { headers = {} } = {}) => {
  const bytes = await readFile(new URL(url).pathname.slice(1));
  const [, first, last] = /^bytes=(\\d+)-(\\d+)$/.exec(headers.range ?? "") ?? [];
  return first === undefined
    ? new Response(null, { headers: { "content-length": String(bytes.length) } })
    : new Response(bytes.subarray(Number(first), Number(last) + 1), { status: 206 });
};
`;

/** The options that the repository is held to, without those of a build. */
function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.base.json"), (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  return { ...options, composite: false, declaration: false, emitDeclarationOnly: false };
}

describe("the examples of the documentation", function () {
  this.timeout(120_000); // the compiler reads the types of the AWS SDK
  let examples: Example[] = [];
  let folder = "";

  before(async () => {
    examples = pages()
      .filter(({ path }) => path !== REFERENCE)
      .flatMap(examplesOf);
    // Inside of the repository, so that its own name is known to Node.
    await mkdir(join(ROOT, "dist"), { recursive: true });
    folder = await mkdtemp(join(ROOT, "dist", "examples-"));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it("are there, in the README and on the page about the engine", () => {
    const named = examples.map(({ name }) => name.split(" ")[0]);
    expect(named).to.include.members(["README.md", "docs/engine.md"]);
  });

  it("compile", async () => {
    const files = new Map(
      examples.map(({ name, code }) => [join(folder, `${name.replace(/\W/g, "-")}.ts`), code]),
    );
    await Promise.all(Array.from(files, ([path, code]) => writeFile(path, code)));
    const program = ts.createProgram([...files.keys()], {
      ...compilerOptions(),
      noEmit: true,
      noUnusedLocals: false, // an example may end with what it shows
      module: ts.ModuleKind.ESNext, // modules, which may wait at their top
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      typeRoots: [join(ROOT, "node_modules/@types")],
      paths: {
        "medical-imaging-pipeline/dicom": [join(ROOT, "dicom/index.ts")],
        "medical-imaging-pipeline/dicom/validate": [join(ROOT, "dicom/validate/index.ts")],
        "medical-imaging-pipeline/presign": [join(ROOT, "src/delivery/index.ts")],
      },
    });
    const complaints = ts
      .getPreEmitDiagnostics(program)
      .map(({ file, messageText }) =>
        [file && file.fileName.slice(folder.length), ts.flattenDiagnosticMessageText(messageText, " ")].join(
          ": ",
        ),
      );
    expect(complaints).to.deep.equal([]);
  });

  it("run", async () => {
    const stub = join(folder, "fetch.mjs");
    await writeFile(stub, FETCH_FROM_FOLDER);
    for (const { name, code } of examples.filter(({ runs }) => runs)) {
      const path = join(folder, name.replace(/\W/g, "-"), "example.mjs");
      await mkdir(dirname(path));
      await writeImage(join(dirname(path), "image.dcm"));
      await writeFile(path, (await transform(code, { loader: "ts", format: "esm" })).code);
      const { stderr } = await run(process.execPath, ["--import", pathToFileURL(stub).href, path], {
        cwd: dirname(path),
      });
      expect(stderr, name).to.equal("");
    }
  });
});
