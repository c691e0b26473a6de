import { ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import Table from "cli-table3";
import { LOGS_PREFIXES } from "../../bucketPrefixes";

/** How many objects of a run ended how. */
export interface RunReport {
  readonly total: number;
  readonly entries: readonly { readonly outcome: string; readonly code: string; readonly count: number }[];
}

/** Counts the records of a run by outcome and code, which stand in their keys: a request for every 1,000. */
export async function readRunReport(s3: S3Client, logsBucketName: string, run: string): Promise<RunReport> {
  const counts = new Map<string, number>();
  let token: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({
        Bucket: logsBucketName,
        Prefix: `${LOGS_PREFIXES.reprocessing}${run}/`,
        ContinuationToken: token,
      }),
    );
    for (const { Key = "" } of page.Contents ?? []) {
      const [, , outcome = "", code = ""] = Key.split("/");
      counts.set(`${outcome}/${code}`, (counts.get(`${outcome}/${code}`) ?? 0) + 1);
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
  const entries = [...counts].sort().map(([name, count]) => {
    const [outcome = "", code = ""] = name.split("/");
    return { outcome, code, count };
  });
  return { total: entries.reduce((sum, { count }) => sum + count, 0), entries };
}

/** The first line sums up by outcome: `Run policy-2027: 3 objects, 2 succeeded, 1 ignored`. */
export function formatRunReport(run: string, { total, entries }: RunReport): string {
  const counts = new Map<string, number>();
  for (const { outcome, count } of entries) counts.set(outcome, (counts.get(outcome) ?? 0) + count);
  const summary = [
    `${total} object${total === 1 ? "" : "s"}`,
    ...[...counts].map(([outcome, count]) => `${count} ${outcome}`),
  ].join(", ");
  const table = new Table({ head: ["outcome", "code", "objects"], style: { head: [], border: [] } });
  for (const { outcome, code, count } of entries) table.push([outcome, code, count]);
  return `Run ${run}: ${summary}\n${entries.length > 0 ? `${table.toString()}\n` : ""}`;
}
