import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { PeerRules } from "../generate/peerRules";
import type { Contestant } from "../jobs/job";
import { missingProgram } from "./installed";
import type { Toolbox } from "./toolbox";

/** `gggg,eeee`, as both tools write tags. */
const commaTag = (tag: string) => `${tag.slice(0, 4)},${tag.slice(4)}`;

/** gdcmanon with edits of the top level only: what it does is less, and cheaper. */
export function gdcmanonDumb(toolbox: Toolbox, folder: string): Contestant {
  const { rulesFile, scratch } = toolbox.files;
  const rules = JSON.parse(readFileSync(rulesFile, "utf8")) as PeerRules;
  const edits = [
    ...rules.remove.flatMap((tag) => ["--remove", commaTag(tag)]),
    ...rules.empty.flatMap((tag) => ["--empty", commaTag(tag)]),
  ];
  return {
    name: "gdcmanon --dumb (top level only)",
    command: ["gdcmanon", "--dumb", ...edits, "-r", "-i", folder, "-o", scratch],
    missing: missingProgram("gdcmanon"),
    prepare: toolbox.emptyScratch,
  };
}

/** gdcmanon with the profile it has built in, which encrypts the originals for a certificate. */
export function gdcmanonCertificate(toolbox: Toolbox, folder: string): Contestant {
  const { scratch } = toolbox.files;
  const [key, certificate] = [join(scratch, "..", "gdcm.key"), join(scratch, "..", "gdcm.pem")];
  const missing =
    missingProgram("gdcmanon") ??
    (createCertificate(key, certificate) ? undefined : "needs openssl for its certificate");
  return {
    name: "gdcmanon with certificate",
    command: ["gdcmanon", "-e", "-c", certificate, "-r", "-i", folder, "-o", scratch],
    missing,
    prepare: toolbox.emptyScratch,
  };
}

function createCertificate(key: string, certificate: string): boolean {
  const subject = ["-subj", "/CN=bench", "-days", "1"];
  const { status } = spawnSync(
    "openssl",
    ["req", "-x509", "-nodes", "-newkey", "rsa:2048", "-keyout", key, "-out", certificate, ...subject],
    { stdio: "ignore" },
  );
  return status === 0;
}

/** dcmodify in place, with edits of all levels for the rows of the table; files are copied before, unmeasured. */
export function dcmodify(toolbox: Toolbox, paths: readonly string[]): Contestant {
  const { rulesFile, scratch } = toolbox.files;
  const rules = JSON.parse(readFileSync(rulesFile, "utf8")) as PeerRules;
  const erased = rules.remove.flatMap((tag) => ["-ea", `(${commaTag(tag)})`]);
  const emptied = [...rules.empty, ...rules.dummy].flatMap((tag) => ["-ma", `(${commaTag(tag)})=`]);
  return {
    name: "dcmodify in place",
    command: [
      ...["dcmodify", "-nb", "-ie", "-imt", "-gst", "-gse", "-gin", "-ep"],
      ...erased,
      ...emptied,
      ...paths.map((path) => join(scratch, basename(path))),
    ],
    missing: missingProgram("dcmodify"),
    prepare: () => void toolbox.copyToScratch(paths),
  };
}

/** Two elements of every header, the least that dcmdump can be asked for; all in one process. */
export function dcmdump(paths: readonly string[]): Contestant {
  return {
    name: "dcmdump, two elements",
    command: ["dcmdump", "-q", "+P", "0010,0010", "+P", "0020,000d", ...paths],
    missing: missingProgram("dcmdump"),
  };
}
