import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import { namePrefix } from "../names";
import type { Watched } from "./metrics";

export interface LogQueriesArgs {
  readonly config: StackConfig;
  readonly watched: Watched;
}

/** Put in the place of the name of the execution that somebody looks for. */
const EXECUTION_NAME = "<execution name>";

/** By their names; fields are those of `createLog`, and those that CloudWatch Logs makes of Lambda's REPORT lines. */
const QUERIES = {
  "errors-by-function": `filter level = "error"
| stats count(*) as lines, latest(@timestamp) as last by step, message, code
| sort lines desc`,
  "quarantine-by-reason": `filter message = "input rejected"
| stats count(*) as objects by bin(1h) as hour, code
| sort hour desc, objects desc`,
  "slowest-steps": `filter ispresent(durationMs) and ispresent(executionName)
| sort durationMs desc
| display @timestamp, step, durationMs, code, executionName
| limit 50`,
  "cold-starts": `filter @type = "REPORT"
| stats count(*) as calls, count(@initDuration) as coldStarts, avg(@initDuration) as averageMs, max(@initDuration) as slowestMs, max(@maxMemoryUsed / 1000000) as memoryMb by @log
| sort coldStarts desc`,
  "one-execution": `filter executionName = "${EXECUTION_NAME}" or execution_arn like /:${EXECUTION_NAME}$/
| sort @timestamp asc
| display @timestamp, step, message, durationMs, code, type
| limit 1000`,
} as const;

/** Questions to the logs that somebody on call asks, saved under the stack's name in CloudWatch Logs Insights. */
export function declareLogQueries(
  { config, watched }: LogQueriesArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const prefix = namePrefix(config);
  for (const [name, queryString] of Object.entries(QUERIES))
    new aws.cloudwatch.QueryDefinition(
      `${prefix}-${name}`,
      {
        name: `${prefix}/${name}`,
        queryString,
        logGroupNames: [
          ...watched.functions.map(({ logGroupName }) => logGroupName),
          ...(name === "one-execution" ? [watched.workflowLogGroupName] : []),
        ],
      },
      opts,
    );
}
