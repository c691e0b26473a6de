import { GetAliasCommand, paginateListVersionsByFunction, type LambdaClient } from "@aws-sdk/client-lambda";

export interface PublishedVersion {
  readonly version: string;
  readonly publishedAt: Date;
  readonly description: string;
}

/** A function, and which of its versions is live. */
export interface LiveFunction {
  /** As the pipeline calls it: `ingestion`. */
  readonly name: string;
  readonly functionName: string;
  readonly alias: string;
  readonly live: string;
  /** Of the alias as it was read: Lambda refuses to move one that somebody else has moved since. */
  readonly revisionId: string | undefined;
  /** Newest first. */
  readonly versions: readonly PublishedVersion[];
}

export async function readLiveFunction(
  client: LambdaClient,
  name: string,
  functionName: string,
  alias: string,
): Promise<LiveFunction> {
  const found = await client.send(new GetAliasCommand({ FunctionName: functionName, Name: alias }));
  const versions: PublishedVersion[] = [];
  for await (const page of paginateListVersionsByFunction({ client }, { FunctionName: functionName }))
    for (const { Version = "", LastModified = "", Description = "" } of page.Versions ?? [])
      if (/^\d+$/.test(Version))
        versions.push({ version: Version, publishedAt: new Date(LastModified), description: Description });
  versions.sort((a, b) => Number(b.version) - Number(a.version));
  return {
    name,
    functionName,
    alias,
    live: found.FunctionVersion ?? "",
    revisionId: found.RevisionId,
    versions,
  };
}
