import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../settings";
import type { StackConfig } from "../config/stackConfig";
import { declareLogGroup } from "../declareLogGroup";
import { declareRole } from "../declareRole";
import { lambdaFunctionName, type FunctionName } from "../names";
import { functionTracing, traceStatements } from "../observability/tracing";
import type { Network } from "../network/network";
import { networkInterfaceStatements } from "../network/permissions";
import { declareNetworkPlace } from "../network/securityGroups";
import { trustPolicy, type PolicyStatement } from "../policyDocument";
import { resourceTags } from "../tags";
import { bundlePath, projectDependencies } from "./bundles";
import { handlerFactories } from "./handlerFactories";
import { ownLogStatement } from "./permissions";

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
    const { config, logsKeyArn } = args;
    const functionName = lambdaFunctionName(config, name);
    super("medical-imaging-pipeline:functions:PipelineFunction", functionName, {}, opts);

    const logGroup = declareLogGroup(
      functionName,
      { config, logsKeyArn, logGroupName: `/aws/lambda/${functionName}` },
      this,
    );
    const declared = declareRole(
      functionName,
      {
        config,
        description: args.description,
        assumeRolePolicy: trustPolicy("lambda.amazonaws.com"),
        statements: allStatements(functionName, logGroup.arn, args),
      },
      this,
    );
    this.logGroupName = logGroup.name;
    this.role = declared.role;
    this.rolePolicy = declared.rolePolicy;
    this.lambda = this.declareLambda(name, logGroup, args);
    this.live = new aws.lambda.Alias(
      functionName,
      {
        name: LIVE_ALIAS,
        description: "What the pipeline calls",
        functionName: this.lambda.name,
        functionVersion: this.lambda.version,
      },
      { parent: this },
    );
    this.registerOutputs({ functionName: this.lambda.name, roleArn: this.role.arn });
  }

  private declareLambda(
    name: FunctionName,
    logGroup: aws.cloudwatch.LogGroup,
    args: PipelineFunctionArgs,
  ): aws.lambda.Function {
    const { config, network } = args;
    const functionName = lambdaFunctionName(config, name);
    const place =
      network && declareNetworkPlace(network, { config, name, rolePolicy: this.rolePolicy, parent: this });
    return new aws.lambda.CallbackFunction(
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
        tags: resourceTags(config, "operational"),
      },
      // The log group first: Lambda would make one of its own, which keeps everything for ever.
      { parent: this, dependsOn: [logGroup, this.rolePolicy, ...(place?.ready ?? [])] },
    );
  }
}

/** What the function's role may do: what every function's may, and what it is for. */
const allStatements = (
  functionName: string,
  logGroupArn: pulumi.Output<string>,
  { config, network, statements }: PipelineFunctionArgs,
): PolicyStatement[] => [
  ownLogStatement(logGroupArn),
  ...traceStatements(config, "function"),
  ...(network ? networkInterfaceStatements(functionArn(config, network.accountId, functionName)) : []),
  ...statements,
];

/** By its name: its role has to be there before it. */
const functionArn = (
  { region }: Pick<StackConfig, "region">,
  accountId: pulumi.Output<string>,
  functionName: string,
): pulumi.Output<string> =>
  pulumi.interpolate`arn:aws:lambda:${region}:${accountId}:function:${functionName}`;
