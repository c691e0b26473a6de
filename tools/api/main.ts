/** `npm run api`: writes docs/api.md; `--check` says whether it is up to date, by exit status. */
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { endWith, optionsOrStatus } from "../command";
import { API_PAGE, formattedPage } from "./formattedPage";
import { readPublicApi } from "./publicApi";

const ROOT = resolve(__dirname, "../../..");

const HELP = `npm run api [-- --check]

Writes ${API_PAGE} from the docstrings of what package.json exports.
--check writes nothing. Exit status: 0 the page is up to date, 1 it is not, 2 wrong usage.`;

function parseOptions(args: readonly string[]): { readonly check: boolean } | "help" {
  const { values } = parseArgs({
    args: [...args],
    options: { check: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
  });
  return values.help ? "help" : { check: values.check };
}

async function main(): Promise<number> {
  const options = optionsOrStatus("api", HELP, parseOptions);
  if (typeof options === "number") return options;
  const path = join(ROOT, API_PAGE);
  const page = await formattedPage(ROOT, readPublicApi(ROOT));
  if (options.check) {
    const isSame = (await readFile(path, "utf8")) === page;
    console.log(`${API_PAGE} is ${isSame ? "" : "not "}up to date`);
    return isSame ? 0 : 1;
  }
  await writeFile(path, page);
  console.log(`${API_PAGE} is written`);
  return 0;
}

endWith(main());
