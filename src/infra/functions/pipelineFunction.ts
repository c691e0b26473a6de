import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../settings";
import type { StackConfig } from "../config/stackConfig";
import { lambdaFunctionName, type FunctionName } from "../names";
import { functionTracing, traceStatements } from "../observability/tracing";
import type { Network } from "../network/network";
import { attachToNetwork } from "../network/permissions";
import { placeInNetwork } from "../network/securityGroups";
import { policyDocument, trustPolicy, type PolicyStatement } from "../policyDocument";
import { resourceTags } from "../tags";
import { bundlePath, projectDependencies } from "./bundles";
import { handlerFactories } from "./handlerFactories";
import { writeOwnLog } from "./permissions";

/** What every function of a stack is given. */
export interface FunctionSurroundings {
  readonly config: StackConfig;
  readonly settings: pulumi.Output<Settings>;
  /** Of the log group; CloudWatch Logs' own key where absent. */
  readonly logsKeyArn: pulumi.Output<string> | undefined;
  /** Where the function runs; in none of the account's networks where absent. */
  readonly network: Network | undefined;
}

export interface PipelineFunctionArgs extends FunctionSurroundings {
  readonly timeoutSeconds: number;
  /** Executions at a time that Lambda keeps for the function, and no more; the account's where absent. */
  readonly reservedConcurrency?: number | undefined;
  readonly description: string;
  /** What the function may do besides its log. */
  readonly statements: readonly PolicyStatement[];
}

/** What the alias of a function is called that everything calls it by; `npm run rollback` moves it. */
const LIVE_ALIAS = "live";

/**
 * One Lambda function with a role, a policy and a log group that are its alone. Each change of its code or
 * configuration is published as a version, and the alias `live` moves to it; earlier versions stay.
 */
export class PipelineFunction extends pulumi.ComponentResource {
  readonly lambda: aws.lambda.Function;
  /** What calls the function: by any other name it would run what was not published. */
  readonly live: aws.lambda.Alias;
  readonly role: aws.iam.Role;
  readonly logGroupName: pulumi.Output<string>;
  /** What must exist before something may call the function on a service's behalf. */
  readonly rolePolicy: aws.iam.RolePolicy;

  constructor(name: FunctionName, args: PipelineFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, network } = args;
    const functionName = lambdaFunctionName(config, name);
    super("medical-imaging-pipeline:functions:PipelineFunction", functionName, {}, opts);
    const child = { parent: this };
    const tags = resourceTags(config, "operational");

    const logGroup = new aws.cloudwatch.LogGroup(
      functionName,
      {
        name: `/aws/lambda/${functionName}`,
        retentionInDays: config.logRetentionDays,
        ...(args.logsKeyArn && { kmsKeyId: args.logsKeyArn }),
        tags,
      },
      child,
    );
    this.logGroupName = logGroup.name;
    this.role = new aws.iam.Role(
      functionName,
      { description: args.description, assumeRolePolicy: trustPolicy("lambda.amazonaws.com"), tags },
      child,
    );
    this.rolePolicy = new aws.iam.RolePolicy(
      functionName,
      {
        role: this.role.name,
        policy: policyDocument([
          writeOwnLog(logGroup.arn),
          ...traceStatements(config, "function"),
          ...(network ? attachToNetwork(functionArn(config, network.accountId, functionName)) : []),
          ...args.statements,
        ]),
      },
      child,
    );
    const place =
      network && placeInNetwork(network, { config, name, rolePolicy: this.rolePolicy, parent: this });
    this.lambda = new aws.lambda.CallbackFunction(
      functionName,
      {
        name: functionName,
        description: args.description,
        callbackFactory: handlerFactories[name](args.settings),
        codePathOptions: {
          extraIncludePaths: [bundlePath(name)],
          extraExcludePackages: projectDependencies(),
        },
        role: this.role.arn,
        runtime: config.lambdaRuntime,
        architectures: ["arm64"],
        timeout: args.timeoutSeconds,
        memorySize: config.lambdaMemoryMb,
        publish: true,
        reservedConcurrentExecutions: args.reservedConcurrency,
        loggingConfig: { logFormat: "Text", logGroup: logGroup.name },
        ...functionTracing(config),
        ...(place && { vpcConfig: place.vpcConfig }),
        tags,
      },
      // The log group first: Lambda would make one of its own, which keeps everything for ever.
      { parent: this, dependsOn: [logGroup, this.rolePolicy, ...(place?.ready ?? [])] },
    );
    this.live = new aws.lambda.Alias(
      functionName,
      {
        name: LIVE_ALIAS,
        description: "What the pipeline calls",
        functionName: this.lambda.name,
        functionVersion: this.lambda.version,
      },
      child,
    );
    this.registerOutputs({ functionName: this.lambda.name, roleArn: this.role.arn });
  }
}

/** By its name: its role has to be there before it. */
const functionArn = (
  { region }: Pick<StackConfig, "region">,
  accountId: pulumi.Output<string>,
  functionName: string,
): pulumi.Output<string> =>
  pulumi.interpolate`arn:aws:lambda:${region}:${accountId}:function:${functionName}`;
