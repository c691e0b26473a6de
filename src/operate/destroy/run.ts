import { S3Client } from "@aws-sdk/client-s3";
import Table from "cli-table3";
import pc from "picocolors";
import { RunEndedError } from "../../commandLine/exitStatus";
import { createProgress } from "../../commandLine/progress";
import { readProjectName } from "../../local/program/stackFile";
import { PROJECT_ROOT } from "../../projectRoot";
import { confirmByTyping, TERMINAL, type Dialogue } from "../confirm";
import { createPulumiCli, PulumiFailure, type PulumiCli } from "../pulumiCli";
import { countContents, deletions, formatBytes, type BucketContents } from "./bucketContents";
import type { DestroyOptions } from "./command";
import { emptyBucket } from "./emptyBucket";
import { readStackState, type DeployedBucket } from "./stackState";

/** S3 delivers access logs hours late: a bucket may fill once more between emptying and deleting it. */
const ATTEMPTS = 3;

interface Filled extends DeployedBucket {
  readonly contents: BucketContents;
}

export async function runDestroy(
  stack: string,
  options: DestroyOptions,
  {
    projectRoot = PROJECT_ROOT,
    dialogue = TERMINAL,
    cli = createPulumiCli({ projectRoot, stack }),
    createS3 = (region: string | undefined) => new S3Client(region === undefined ? {} : { region }),
  }: {
    readonly projectRoot?: string;
    readonly dialogue?: Dialogue;
    readonly cli?: PulumiCli;
    readonly createS3?: (region: string | undefined) => S3Client;
  } = {},
): Promise<void> {
  const { output: log } = dialogue;
  const state = await readStackState(cli, stack);
  const projectName = readProjectName(projectRoot);
  const foreign = [...state.projectNames].filter((name) => name !== projectName);
  if (foreign.length > 0)
    throw new RunEndedError(
      `${stack} has resources of another project (${foreign.join(", ")}), not only of ${projectName}: nothing was deleted.`,
    );
  if (state.protectedNames.length > 0)
    throw new RunEndedError(
      `${stack} is protected against deletion (${state.protectedNames.join(", ")}). If it is really to go: copy what has to be kept, ` +
        `then run \`npx pulumi state unprotect --all -s ${stack}\`, and this command again. A key in KMS that is deleted makes what ` +
        `it encrypted unreadable, and ends the linking of new outputs to old ones.`,
    );

  const clients = new Map<string | undefined, S3Client>();
  const s3Of = ({ region }: DeployedBucket): S3Client => {
    const s3 = clients.get(region) ?? createS3(region);
    clients.set(region, s3);
    return s3;
  };
  try {
    const filled: Filled[] = [];
    for (const bucket of state.buckets)
      filled.push({ ...bucket, contents: await countContents(s3Of(bucket), bucket.bucketName) });
    log.write(`${pc.bold(`${stack} has ${state.resourceCount} resources, and will lose:`)}\n`);
    log.write(`${contentsTable(filled)}\n`);
    const isSure = options.yes ?? (await confirmByTyping("This cannot be undone.", stack, dialogue));
    if (!isSure) throw new RunEndedError("Nothing was deleted.");

    await emptyAll(filled, s3Of);
    await destroyEmptied(cli, stack, () => emptyAll(filled, s3Of));
  } finally {
    for (const s3 of clients.values()) s3.destroy();
  }
  log.write(
    `${stack} is gone. Its keys in KMS can be brought back for 30 days (aws kms cancel-key-deletion).\n`,
  );
}

async function emptyAll(
  filled: readonly Filled[],
  s3Of: (bucket: DeployedBucket) => S3Client,
): Promise<void> {
  const total = filled.reduce((sum, { contents }) => sum + deletions(contents), 0);
  const progress = createProgress(total, "deleting versions");
  let done = 0;
  try {
    for (const bucket of filled)
      await emptyBucket(s3Of(bucket), bucket.bucketName, (count) => {
        done += count;
        progress.update(Math.min(done, total));
      });
  } finally {
    progress.stop();
  }
}

async function destroyEmptied(cli: PulumiCli, stack: string, emptyAgain: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1)
    try {
      await cli.show("destroy", "--stack", stack, "--yes", "--skip-preview");
      return;
    } catch (error) {
      const filledAgain = error instanceof PulumiFailure && error.code === "BUCKET_NOT_EMPTY";
      if (!filledAgain || attempt === ATTEMPTS) throw error;
      await emptyAgain();
    }
}

function contentsTable(filled: readonly Filled[]): string {
  const table = new Table({
    head: ["bucket", "objects", "older versions", "delete markers", "open uploads", "size"],
    colAligns: ["left", "right", "right", "right", "right", "right"],
    style: { head: [], border: [] },
  });
  for (const { bucketName, contents } of filled)
    table.push([
      bucketName,
      contents.objects,
      contents.olderVersions,
      contents.deleteMarkers,
      contents.openUploads,
      formatBytes(contents.sizeBytes),
    ]);
  return table.toString();
}
