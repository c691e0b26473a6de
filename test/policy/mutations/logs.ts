import { set, type Mutation } from "./change";

/** What makes a log keep more, or less, than it should. */
export const LOG_MUTATIONS: readonly Mutation[] = [
  {
    what: "keeps a log for ever",
    change: set("LogGroup", "-ingestion", { retentionInDays: undefined }),
    breaks: { "log-retention": /retentionInDays/ },
  },
  {
    what: "encrypts one log only",
    change: set("LogGroup", "-ingestion", { kmsKeyId: "arn:key" }),
    breaks: { "log-encryption-whole": /workflow-prod: kmsKeyId has to be there/ },
  },
  {
    what: "logs what executions work on",
    change: set("StateMachine", "workflow-prod", {
      loggingConfiguration: { level: "ALL", includeExecutionData: true },
    }),
    breaks: { "workflow-logs-without-data": /includeExecutionData/ },
  },
  {
    what: "logs no executions",
    change: set("StateMachine", "workflow-prod", { loggingConfiguration: { level: "OFF" } }),
    breaks: { "workflow-logs-without-data": /log/ },
  },
];
