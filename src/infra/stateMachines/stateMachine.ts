import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import { declareLogGroup } from "../declareLogGroup";
import { declareRole } from "../declareRole";
import { logDataKeyStatements } from "../keys/dataKeyStatements";
import { stateMachineTracing, traceStatements } from "../observability/tracing";
import { trustPolicy, type PolicyStatement } from "../policyDocument";
import { resourceTags } from "../tags";
import { stateMachineArn } from "./stateMachineArn";

/** What every state machine of the stack is given. */
export interface StateMachineKeys {
  readonly accountId: pulumi.Output<string>;
  /** Of the raw bucket and the executions, where they have a key in KMS. */
  readonly dataKeyArn: pulumi.Output<string> | undefined;
  /** Of the log group; CloudWatch Logs' own key where absent. */
  readonly logsKeyArn: pulumi.Output<string> | undefined;
}

export interface StateMachineArgs extends StateMachineKeys {
  readonly config: StackConfig;
  readonly roleDescription: string;
  readonly definition: pulumi.Output<string>;
  readonly logLevel: "ALL" | "ERROR";
  /** Whether X-Ray follows executions, where the stack has it. */
  readonly isTraced: boolean;
  /** What the machine, whose ARN is told, may do besides its log and traces. */
  readonly statements: (ownArn: pulumi.Output<string>) => readonly PolicyStatement[];
}

export interface DeclaredStateMachine {
  readonly stateMachine: aws.sfn.StateMachine;
  readonly role: aws.iam.Role;
  readonly logGroup: aws.cloudwatch.LogGroup;
}

/** Declares a standard state machine, with a role, a policy and a log group that are its alone. */
export function declareStateMachine(
  name: string,
  args: StateMachineArgs,
  parent: pulumi.Resource,
): DeclaredStateMachine {
  const { config, accountId, dataKeyArn, logsKeyArn } = args;
  const logGroup = declareLogGroup(
    name,
    { config, logsKeyArn, logGroupName: `/aws/stepfunctions/${name}` },
    parent,
  );
  const { role, rolePolicy } = declareRole(
    name,
    {
      config,
      description: args.roleDescription,
      assumeRolePolicy: trustPolicy("states.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": accountId },
      }),
      statements: [
        // The machine asks for its role, so the role's policy cannot ask for the machine.
        ...args.statements(stateMachineArn(name, config, accountId)),
        ...logDataKeyStatements(dataKeyArn, config, accountId),
        ...(args.isTraced ? traceStatements(config, "state machine") : []),
      ],
    },
    parent,
  );
  const stateMachine = new aws.sfn.StateMachine(
    name,
    {
      name,
      type: "STANDARD",
      roleArn: role.arn,
      definition: args.definition,
      ...(dataKeyArn && {
        encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: dataKeyArn },
      }),
      loggingConfiguration: {
        level: args.logLevel,
        // Inputs hold keys of objects, and a key can hold a name.
        includeExecutionData: false,
        logDestination: pulumi.interpolate`${logGroup.arn}:*`,
      },
      ...(args.isTraced && stateMachineTracing(config)),
      tags: resourceTags(config, "operational"),
    },
    { parent, dependsOn: [rolePolicy] },
  );
  return { stateMachine, role, logGroup };
}
