import { join } from "node:path";
import { startLocalStack, type LocalStack } from "../../local/localStack";
import { interrupted } from "../interrupted";

export interface ServeOptions {
  readonly directory: string;
  readonly stack: string;
  readonly port: number;
  readonly projectRoot: string;
}

/** Runs the stack until Ctrl-C and says how to use it. */
export async function serve(options: ServeOptions): Promise<void> {
  process.stderr.write("starting the declared stack on this machine …\n");
  const stack = await startLocalStack(options);
  process.stdout.write(`${usage(stack, options.directory)}\n`);
  for (const problem of stack.problems) process.stderr.write(`note: ${problem}\n`);
  stack.onExecution((event) => {
    if (event.kind !== "end") return;
    process.stdout.write(
      `${event.executionName.slice(0, 12)}… ${event.status}${event.code ? ` ${event.code}` : ""}\n`,
    );
  });
  await interrupted();
  process.stderr.write("ending …\n");
  await stack.close();
}

function usage(stack: LocalStack, directory: string): string {
  const { endpoint, region, credentials, outputs } = stack;
  const [raw, processed] = [outputs.rawBucketName, outputs.processedBucketName].map(String);
  return [
    `The pipeline runs at ${endpoint} until Ctrl-C. Any S3 client can use it:`,
    "",
    `  export AWS_ACCESS_KEY_ID=${credentials.accessKeyId} AWS_SECRET_ACCESS_KEY=${credentials.secretAccessKey} AWS_REGION=${region}`,
    `  aws s3 cp image.dcm s3://${raw}/incoming/image.dcm --endpoint-url ${endpoint}`,
    `  aws s3 ls s3://${processed}/ --recursive --endpoint-url ${endpoint}`,
    "",
    "Objects whose keys end in .dcm or .DCM are processed; others start nothing, as on AWS.",
    `The same in a file: ${join(directory, "stack.json")}`,
  ].join("\n");
}
