/** `npm run conformance`: writes the pages that are made from the engine's tables; `--check` says whether they are up to date, by exit status. */
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { endWith } from "../command";
import { findingCodesPage } from "./findingCodes";
import { JSON_SCHEMAS } from "./jsonSchemas";
import { conformanceStatement } from "./statement";

const ROOT = resolve(__dirname, "../../..");

const PAGES: readonly (readonly [page: string, make: () => string])[] = [
  ["docs/conformance.md", conformanceStatement],
  ["docs/finding-codes.md", findingCodesPage],
  ...Object.entries(JSON_SCHEMAS),
];

async function main(args: readonly string[]): Promise<number> {
  const [option, ...others] = args;
  if (others.length > 0 || (option !== undefined && option !== "--check")) {
    console.log("npm run conformance [-- --check]");
    return option === "--help" ? 0 : 2;
  }
  let outdated = 0;
  for (const [page, make] of PAGES) {
    const path = join(ROOT, page);
    const text = make();
    if (option === undefined) {
      await writeFile(path, text);
      console.log(`${page} is written`);
    } else {
      const isSame = (await readFile(path, "utf8")) === text;
      if (!isSame) outdated++;
      console.log(`${page} is ${isSame ? "" : "not "}up to date`);
    }
  }
  return outdated === 0 ? 0 : 1;
}

endWith(main(process.argv.slice(2)));
