/** `npm run conformance`: writes docs/conformance.md; `--check` says whether it is up to date, by exit status. */
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { endWith } from "../command";
import { conformanceStatement } from "./statement";

const PAGE = join(resolve(__dirname, "../../.."), "docs", "conformance.md");

async function main(args: readonly string[]): Promise<number> {
  const [option, ...others] = args;
  if (others.length > 0 || (option !== undefined && option !== "--check")) {
    console.log("npm run conformance [-- --check]");
    return option === "--help" ? 0 : 2;
  }
  const statement = conformanceStatement();
  if (option === "--check") {
    const isSame = (await readFile(PAGE, "utf8")) === statement;
    console.log(isSame ? "docs/conformance.md is up to date" : "docs/conformance.md is not up to date");
    return isSame ? 0 : 1;
  }
  await writeFile(PAGE, statement);
  console.log("docs/conformance.md is written");
  return 0;
}

endWith(main(process.argv.slice(2)));
