import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { githubPrefix } from "../../deployPolicy/scopes";
import type { StackConfig } from "../config/stackConfig";
import { resourceTags } from "../tags";
import { githubRights, type GithubRoleName } from "./githubRights";
import { githubProviderArn, githubTrust } from "./githubTrust";

/** A deployment may take as long. */
const SESSION_SECONDS = 60 * 60;

/** As long as any account's id: the size of the policies, and so their number, is known before the account is. */
const SOME_ACCOUNT = "000000000000";

export interface ContinuousDeploymentArgs {
  readonly config: StackConfig;
  readonly repository: string;
  readonly accountId: pulumi.Output<string>;
}

/** What GitHub Actions need to preview and deploy this stack without stored keys: .github/workflows. */
export class ContinuousDeployment extends pulumi.ComponentResource {
  readonly roleArns: pulumi.Output<Record<GithubRoleName, string>>;

  constructor(args: ContinuousDeploymentArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, repository } = args;
    super(
      "medical-imaging-pipeline:continuousDeployment:ContinuousDeployment",
      githubPrefix(config),
      {},
      opts,
    );
    const providerArn = githubProviderArn(config, { parent: this });
    const role = (name: GithubRoleName, subject: string, description: string) => {
      const made = new aws.iam.Role(
        `${githubPrefix(config)}-${name}`,
        {
          description,
          assumeRolePolicy: githubTrust(repository, providerArn, subject),
          maxSessionDuration: SESSION_SECONDS,
          tags: resourceTags(config, "operational"),
        },
        { parent: this },
      );
      this.attachRights(name, made, args);
      return made.arn;
    };
    this.roleArns = pulumi.output({
      deploy: role("deploy", `environment:${config.environment}`, "Deploys the stack from GitHub Actions"),
      preview: role("preview", "pull_request", "Previews changes of the stack for pull requests"),
    });
    this.registerOutputs({ roleArns: this.roleArns });
  }

  /** Managed policies: what deploying takes is longer than the inline policies of a role may be together. */
  private attachRights(
    name: GithubRoleName,
    role: aws.iam.Role,
    { config, accountId }: ContinuousDeploymentArgs,
  ): void {
    for (const index of githubRights(name, config, SOME_ACCOUNT).keys()) {
      const policyName = `${githubPrefix(config)}-${name}-${index + 1}`;
      const policy = new aws.iam.Policy(
        policyName,
        {
          description: `Part ${index + 1} of what ${name} from GitHub Actions may do`,
          policy: accountId.apply((id) => JSON.stringify(githubRights(name, config, id)[index])),
          tags: resourceTags(config, "operational"),
        },
        { parent: this },
      );
      new aws.iam.RolePolicyAttachment(
        policyName,
        { role: role.name, policyArn: policy.arn },
        { parent: this },
      );
    }
  }
}
