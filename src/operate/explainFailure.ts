/** What a failure of Pulumi or AWS means, and what to do about it. */
export interface Explanation {
  readonly code: string;
  /** One sentence that says what is wrong, and one that says what to do. */
  readonly message: string;
}

interface KnownFailure {
  readonly code: string;
  /** Texts of Pulumi's or of AWS, as they print them. */
  readonly texts: readonly RegExp[];
  readonly explain: (match: RegExpExecArray, stack: string, actions: readonly string[] | undefined) => string;
}

/**
 * In the order in which they are looked for: what keeps everything else from working comes first. The texts are those of
 * Pulumi 3, its AWS provider 7 (and older ones where people still meet them), and AWS itself.
 */
export const KNOWN_FAILURES: readonly KnownFailure[] = [
  {
    code: "OFFLINE",
    texts: [
      /^pulumi: (fetch failed|HTTP \d+ fetching \S+|getaddrinfo .*)$/m,
      /(?:Could not automatically download and install|failed to download plugin|Error downloading plugin).*/,
      /dial tcp: lookup \S+.*: no such host/,
    ],
    explain: () =>
      "Pulumi or one of its plugins could not be downloaded. Check the connection or the proxy (HTTPS_PROXY), or install the CLI on PATH: https://www.pulumi.com/docs/install/",
  },
  {
    code: "NOT_LOGGED_IN",
    texts: [
      /PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions/,
      /\[401\] Unauthorized: No credentials provided or are invalid/,
      /invalid access token/,
    ],
    explain: () =>
      "You are not logged in to a state backend. Run `npx pulumi login --local`, `npx pulumi login s3://<bucket>` or `npx pulumi login` (docs/deployment.md, State backend).",
  },
  {
    code: "PASSPHRASE_MISSING",
    texts: [
      /passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE/,
      /unable to find either `PULUMI_CONFIG_PASSPHRASE` or `PULUMI_CONFIG_PASSPHRASE_FILE`/,
    ],
    explain: (_match, stack) =>
      `The secrets of ${stack} are encrypted with a passphrase that is not set. Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to the one that the stack was made with.`,
  },
  {
    code: "PASSPHRASE_WRONG",
    texts: [/incorrect passphrase/],
    explain: (_match, stack) =>
      `The passphrase is not the one that ${stack} was made with. Set PULUMI_CONFIG_PASSPHRASE to that one.`,
  },
  {
    code: "NO_STACK",
    texts: [/no stack named '([^']*)' found/],
    explain: (match, stack) =>
      `There is no stack ${match[1] ?? stack} in this state backend. Run \`npm run deploy -- ${stack} --init\`, or log in to the backend that has it (\`npx pulumi whoami -v\` shows where you are).`,
  },
  {
    code: "LOCKED",
    texts: [
      /the stack is currently locked by \d+ lock\(s\)/,
      /\[409\] Conflict: Another update is currently in progress/,
    ],
    explain: (_match, stack) =>
      `Somebody else is changing ${stack}, or an earlier run was cut off. Wait for it to end; if nothing runs any more, \`npx pulumi cancel -s ${stack}\` takes the lock away.`,
  },
  {
    code: "CREDENTIALS_EXPIRED",
    texts: [
      /ExpiredToken(?:Exception)?\b/,
      /The (?:security token included in the request is expired|provided token has expired|SSO session (?:has expired|associated with this profile has expired))/,
      /RequestExpired/,
      /Token is expired\. To refresh this SSO session/,
    ],
    explain: () =>
      "Your AWS credentials have expired. Get new ones, for example with `aws sso login`, and run the command again.",
  },
  {
    code: "NO_CREDENTIALS",
    texts: [
      /no valid credential sources (?:for .*)?found/i,
      /Invalid credentials configured/,
      /unable to (?:validate|discover) AWS (?:credentials|AccessKeyID)/,
      /Could not load credentials from any providers/,
      /failed to refresh cached credentials, no EC2 IMDS role found/,
    ],
    explain: () =>
      "No AWS credentials were found. Set AWS_PROFILE to a profile of `aws configure sso`, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (docs/deployment.md, Credentials); `aws sts get-caller-identity` shows whether they work.",
  },
  {
    code: "NO_REGION",
    texts: [/missing region information/, /Invalid AWS Region: \S+/, /Region is missing/],
    explain: (_match, stack) =>
      `The AWS region is missing or wrong. Run \`npx pulumi config set aws:region us-east-1 -s ${stack}\` with yours.`,
  },
  {
    code: "REGION_NOT_ENABLED",
    texts: [
      /(?:InvalidClientTokenId|UnrecognizedClientException).*The security token included in the request is invalid/,
      /InvalidToken: The provided token is malformed or otherwise invalid/,
      /AuthFailure: AWS was not able to validate the provided access credentials/,
    ],
    explain: () =>
      "AWS does not know these credentials in this region. If `aws sts get-caller-identity --region us-east-1` works, the region is one that the account has to enable first (console: Account, AWS Regions); otherwise the access key is wrong or was deleted.",
  },
  {
    code: "ACCESS_DENIED",
    texts: [
      /is not authorized to perform: ([\w-]+:\w+)(.*)/,
      /operation error ([\w ]+): (\w+),.*(?:AccessDenied|UnauthorizedOperation|Forbidden)/,
      /AccessDenied(?:Exception)?\b/,
    ],
    explain: explainDenied,
  },
  {
    code: "BUCKET_NAME_TAKEN",
    texts: [/BucketAlreadyExists/, /BucketAlreadyOwnedByYou/],
    explain: (_match, stack) =>
      `A bucket of this name exists already; the names are shared by everybody who uses AWS. Set another one with \`npx pulumi config set rawBucketName <name> -s ${stack}\` (processedBucketName, logsBucketName), or remove the key: then Pulumi makes a name that is free.`,
  },
  {
    code: "BUCKET_NOT_EMPTY",
    texts: [/BucketNotEmpty/],
    explain: (_match, stack) =>
      `Something was written to a bucket while it was taken down, most likely access logs or files of the trail, which come late. Run \`npm run destroy -- ${stack}\` again.`,
  },
  {
    code: "PROTECTED",
    texts: [/(?:as it is|is) currently marked for protection/],
    explain: () =>
      `The change would delete something that is protected: buckets and keys of a production stack. If that is meant, see docs/deployment.md, Taking a stack down.`,
  },
  {
    code: "POLICY_VIOLATION",
    texts: [/\[mandatory\]/],
    explain: () =>
      "The policy pack refuses what the program declares; its lines above name the resource and the rule. Change the program or the configuration, not the rule.",
  },
  {
    code: "WRONG_CONFIGURATION",
    texts: [/The configuration of stack \S+ is wrong:/],
    explain: () =>
      "The configuration is wrong; the lines above name each key and what it may be (docs/configuration.md).",
  },
  {
    code: "PENDING_OPERATIONS",
    texts: [/with (?:\d+ )?pending operations/, /pending operations:/],
    explain: (_match, stack) =>
      `An earlier run was cut off before AWS had answered. Look at the named resources in the console, then run \`npx pulumi refresh -s ${stack}\` on a terminal, which asks about each.`,
  },
];

function explainDenied(
  match: RegExpExecArray,
  stack: string,
  actions: readonly string[] | undefined,
): string {
  const [, first, second] = match;
  const advice =
    actions === undefined
      ? `Print the policy that the deploying user needs with \`npm run deploy-policy -- ${stack}\`, or ask your administrator`
      : `This command takes ${actions.join(", ")} on ${stack}: ask your administrator for them`;
  if (first === undefined)
    return `AWS refused a call for want of a permission; the lines above name it. ${advice}.`;
  const action = first.includes(":") ? first : `${first}:${second ?? ""}`;
  const why = /explicit deny in (?:a|an) ([\w -]+?)(?: policy)?(?:$|[:,(])/.exec(second ?? "")?.[1];
  return why === undefined
    ? `You may not ${action}. ${advice}.`
    : `You may not ${action}: a policy of your organization denies it (${why}). ${advice}.`;
}

/**
 * The first known failure whose text stands in what Pulumi or AWS said.
 *
 * @param actions what the command itself calls at AWS; by default it is one that deploys
 * @returns undefined where nothing is known of it: what was printed has to do
 */
export function explainFailure(
  output: string,
  stack = "dev",
  actions?: readonly string[],
): Explanation | undefined {
  // Pulumi indents and wraps what AWS says; escape codes may stand anywhere.
  const text = output.replaceAll(ESCAPE_CODES, "");
  for (const { code, texts, explain } of KNOWN_FAILURES)
    for (const pattern of texts) {
      const match = pattern.exec(text);
      if (match) return { code, message: explain(match, stack, actions) };
    }
  return undefined;
}

const ESCAPE_CODES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, "g");
