import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { pythonWithPydicom } from "../../pythonWithPydicom";
import type { Engine, Result } from "./engine";
import { PYDICOM_SCRIPT } from "./pydicomScript";

const run = promisify(execFile);

/** A file that a peer does not come to an end with. */
const TIMEOUT_MILLISECONDS = 20_000;

/** Far above any file of the corpus; a peer has made half a gigabyte of one. */
const LONGEST_BYTES = 64 * 1024 * 1024;

/** Another program, where it is installed. */
export interface Peer {
  readonly name: string;
  /** Sets it up below `folder`; undefined where it is not installed. */
  start(folder: string): Promise<Engine | undefined>;
}

async function succeeds(command: string, args: readonly string[]): Promise<boolean> {
  return run(command, args).then(
    () => true,
    () => false,
  );
}

/** A program that takes two paths. */
function engineOfFiles(
  name: string,
  folder: string,
  deidentify: (input: string, output: string) => Promise<unknown>,
): Engine {
  return {
    name,
    ours: false,
    options: new Set(),
    run: async ({ bytes }): Promise<Result> => {
      const own = await mkdtemp(join(folder, "peer-"));
      const [input, output] = [join(own, "in.dcm"), join(own, "out.dcm")];
      try {
        await writeFile(input, bytes);
        await deidentify(input, output);
        if ((await stat(output)).size > LONGEST_BYTES) return { refused: "endless output" };
        return { output: await readFile(output) };
      } catch {
        return { refused: "failed" };
      } finally {
        await rm(own, { recursive: true, force: true });
      }
    },
  };
}

/** It needs a certificate for the encrypted originals that it leaves in the output. */
const gdcmanon: Peer = {
  name: "gdcmanon",
  start: async (folder) => {
    const [certificate, key] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
    const made =
      (await succeeds("gdcmanon", ["--version"])) &&
      (await succeeds("openssl", [
        ..."req -x509 -nodes -newkey rsa:2048 -days 30 -subj /CN=corpus".split(" "),
        ...["-keyout", key, "-out", certificate],
      ]));
    if (!made) return undefined;
    return engineOfFiles("gdcmanon", folder, (input, output) =>
      run("gdcmanon", ["-e", "-c", certificate, "-i", input, "-o", output], {
        timeout: TIMEOUT_MILLISECONDS,
      }),
    );
  },
};

/** The script that people write, after pydicom's own example. */
const pydicom: Peer = {
  name: "pydicom script",
  start: (folder) => {
    const python = pythonWithPydicom();
    if (python === undefined) return Promise.resolve(undefined);
    return Promise.resolve(
      engineOfFiles("pydicom script", folder, (input, output) =>
        run(python, ["-c", PYDICOM_SCRIPT, input, output], { timeout: TIMEOUT_MILLISECONDS }),
      ),
    );
  },
};

/** In a process of its own: there are files that it comes to no end with. */
const DCMJS_SCRIPT = `
const { readFileSync, writeFileSync } = require("node:fs");
const { anonymizer, data, log } = require("dcmjs");
log.setLevel("silent");
const bytes = readFileSync(process.argv[1]);
const object = data.DicomMessage.readFile(Uint8Array.from(bytes).buffer);
anonymizer.cleanTags(object.dict);
writeFileSync(process.argv[2], Buffer.from(object.write({ fragmentMultiframe: false })));
`;

/** Of the benchmarks, which compare with it, too. */
const DCMJS_FOLDER = "bench";

const dcmjs: Peer = {
  name: "dcmjs cleanTags",
  start: (folder) => {
    if (!existsSync(join(DCMJS_FOLDER, "node_modules", "dcmjs"))) return Promise.resolve(undefined);
    const options = { timeout: TIMEOUT_MILLISECONDS, cwd: DCMJS_FOLDER };
    return Promise.resolve(
      engineOfFiles("dcmjs cleanTags", folder, (input, output) =>
        run(process.execPath, ["-e", DCMJS_SCRIPT, input, output], options),
      ),
    );
  },
};

const PEERS: readonly Peer[] = [gdcmanon, dcmjs, pydicom];

/** The peers that are installed, set up in a folder that is removed afterwards; the names of the others. */
export async function withPeers<T>(
  use: (engines: readonly Engine[], missing: readonly string[]) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "leaks-peers-"));
  try {
    const engines: Engine[] = [];
    const missing: string[] = [];
    for (const peer of PEERS) {
      const engine = await peer.start(folder);
      if (engine) engines.push(engine);
      else missing.push(peer.name);
    }
    return await use(engines, missing);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
