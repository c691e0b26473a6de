/** `npm run iam`: prints every statement that the program declares; `--write` lists what each role may do for the policy pack. */
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { evaluateProgram } from "../../src/local/program";
import { endWith, optionsOrStatus } from "../command";
import { formatRoleGrants, roleGrants } from "./roleGrants";
import { declaredStatements } from "./statements";
import { formatStatements } from "./table";
import { VARIANTS } from "./variants";

const ROOT = resolve(__dirname, "../../..");
const PROJECT = "medical-imaging-pipeline";

const HELP = `npm run iam [-- [--stack NAME] [--config KEY=VALUE]… | --write]

Prints every IAM statement of the Pulumi program as Markdown: what roles may do, who takes them, whom
buckets, queues, topics and keys let in, what goes through endpoints. Needs no account.

  --stack NAME        dev unless given
  --config KEY=VALUE  over what the stack's file says
  --write             writes policy/roleGrants.generated.ts instead: what each role may do, over all stacks`;

interface Options {
  readonly stack: string;
  readonly config: Readonly<Record<string, string>>;
  readonly write: boolean;
}

function parseOptions(args: string[]): Options | "help" {
  const { values } = parseArgs({
    args,
    options: {
      stack: { type: "string", default: "dev" },
      config: { type: "string", multiple: true, default: [] },
      write: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  const config = values.config.map((pair) => {
    const [, key, value] = /^(\w+)=(.*)$/s.exec(pair) ?? [];
    if (key === undefined || value === undefined) throw new Error(`--config takes KEY=VALUE, not "${pair}"`);
    return [key, value] as const;
  });
  return { stack: values.stack, config: Object.fromEntries(config), write: values.write };
}

const evaluate = (stack: string, config: Options["config"]) =>
  evaluateProgram({
    stack,
    projectRoot: ROOT,
    config: Object.fromEntries(Object.entries(config).map(([key, value]) => [`${PROJECT}:${key}`, value])),
  });

async function main({ stack, config, write }: Options): Promise<number> {
  if (!write) {
    console.log(formatStatements(declaredStatements(await evaluate(stack, config))));
    return 0;
  }
  const stacks = [];
  for (const name of ["dev", "prod"])
    for (const variant of VARIANTS) stacks.push(await evaluate(name, variant.config));
  await writeFile(join(ROOT, "policy", "roleGrants.generated.ts"), formatRoleGrants(roleGrants(stacks)));
  console.log("policy/roleGrants.generated.ts is written");
  return 0;
}

const options = optionsOrStatus("iam", HELP, parseOptions);
endWith(typeof options === "number" ? Promise.resolve(options) : main(options));
