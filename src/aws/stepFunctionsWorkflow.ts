import { ExecutionAlreadyExists, StartExecutionCommand, type SFNClient } from "@aws-sdk/client-sfn";
import type { Workflow } from "../pipeline/ports";

/** Starts executions of one state machine. */
export function stepFunctionsWorkflow(client: Pick<SFNClient, "send">, stateMachineArn: string): Workflow {
  return {
    async start(executionName, input) {
      try {
        await client.send(
          new StartExecutionCommand({ stateMachineArn, name: executionName, input: JSON.stringify(input) }),
        );
        return "started";
      } catch (error) {
        // A name stays taken for 90 days after its execution ended: the object was processed, or is being.
        if (error instanceof ExecutionAlreadyExists) return "alreadyStarted";
        throw error;
      }
    },
  };
}
