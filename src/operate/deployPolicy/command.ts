import { type Command, InvalidArgumentError } from "commander";
import { POLICY_ARN } from "../../deployPolicy/arns";

/** Where no account is told. */
export const ANY_ACCOUNT = "*";

export interface DeployPolicyCommandOptions {
  readonly account: string;
  readonly boundary?: string;
  readonly emptyBuckets?: true;
  readonly printBoundary?: true;
}

/** `deploy-policy <stack>`: what the deploying user has to be allowed. */
export function addDeployPolicy(program: Command): void {
  program
    .command("deploy-policy")
    .description("print the IAM policies that deploying a stack takes: one JSON document a line")
    .usage("<stack> [options]   (as `npm run -s deploy-policy -- <stack> [options]`)")
    .argument("<stack>", "the Pulumi stack, such as dev or prod")
    .option("--account <id>", "confines them to an AWS account", parseAccount, ANY_ACCOUNT)
    .option(
      "--boundary <arn>",
      "roles may be made only with this permissions boundary (default: that of the configuration)",
      parseBoundary,
    )
    .option("--empty-buckets", "also what `npm run destroy` takes to delete all objects")
    .option("--print-boundary", "the permissions boundary of the stack's roles instead, one document")
    .action(async (stack: string, options: DeployPolicyCommandOptions) => {
      const { runDeployPolicy } = await import("./run.js");
      await runDeployPolicy(stack, options);
    });
}

function parseBoundary(text: string): string {
  if (!POLICY_ARN.test(text))
    throw new InvalidArgumentError(
      "It must be the ARN of an IAM policy, such as arn:aws:iam::123456789012:policy/boundary.",
    );
  return text;
}

function parseAccount(text: string): string {
  if (!/^\d{12}$/.test(text)) throw new InvalidArgumentError("It must be an account's 12 digits.");
  return text;
}
