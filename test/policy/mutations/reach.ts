import type { DeclaredResource } from "../../support/pulumi/declared";
import { declaredStatement, type RawStatement } from "../statement";
import { add, edit, plus, restate, without, type Mutation } from "./change";

const BUCKET = "arn:aws:s3:::medical-imaging-pipeline-prod-raw-dicom";

const FROM_GITHUB = {
  githubRepository: "example/pipeline",
  permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/boundary",
};

/** Changes the statements of all managed policies: which part one is in, depends on their length. */
const restateDeployment =
  (change: (statements: RawStatement[]) => RawStatement[]): Mutation["change"] =>
  (stack) => ({
    ...stack,
    resources: stack.resources.map((resource): DeclaredResource =>
      resource.type === "aws:iam/policy:Policy"
        ? {
            ...resource,
            inputs: { ...resource.inputs, policy: declaredStatement(resource.inputs.policy, change) },
          }
        : resource,
    ),
  });

const withoutSid = (sid: string) => (statements: RawStatement[]) =>
  statements.filter(({ Sid }) => Sid !== sid);

const changing = (sid: RegExp, changes: Partial<RawStatement>) => (statements: RawStatement[]) =>
  statements.map((one) => (sid.test(one.Sid) ? { ...one, ...changes } : one));

/** What lets a role do what it does already with more things, or on fewer conditions. */
export const REACH_MUTATIONS: readonly Mutation[] = [
  {
    what: "lets the workflow overwrite images",
    change: restate(
      "RolePolicy",
      "workflow-prod",
      edit("WriteQuarantineReason", { Resource: [`${BUCKET}/*`] }),
    ),
    breaks: { "role-reaches-no-further": /workflow-prod: .*s3:PutObject on \{bucket raw-dicom\}\/\*/ },
  },
  {
    what: "lets a role read another bucket",
    change: restate("RolePolicy", "-ingestion", edit("ReadRawVersion", { Resource: "arn:aws:s3:::other/*" })),
    breaks: { "role-reaches-no-further": /s3:GetObjectVersion on arn:aws:s3:::other/ },
  },
  {
    what: "lets a role read a bucket whose name begins so",
    change: restate("RolePolicy", "-ingestion", edit("ReadRawVersion", { Resource: `${BUCKET}-copies/*` })),
    breaks: { "role-reaches-no-further": /-copies/ },
  },
  {
    what: "lets a role use the data key with any service",
    config: { encryption: "kms" },
    change: restate("RolePolicy", "-deidentification", edit("UseDataKey", { Condition: {} })),
    breaks: { "role-reaches-no-further": /kms:Decrypt on \{key data\}$/ },
  },
  {
    what: "lets the code of a function attach interfaces",
    config: { enableLambdaVpc: "true" },
    change: restate("RolePolicy", "-ingestion", without("AttachNothingYourself")),
    breaks: { "role-reaches-no-further": /has to be denied: never ec2:/ },
  },
  {
    what: "gives a role a second policy that is named like one of GitHub's",
    change: (stack) => {
      const policy = declaredStatement(
        undefined,
        plus({ Action: "s3:DeleteObject", Resource: `${BUCKET}/x` }),
      );
      const added = add("aws:iam/rolePolicy:RolePolicy", {
        role: "medical-imaging-pipeline-prod-ingestion-1a2b3c4",
        policy,
      })(stack);
      return {
        ...added,
        resources: added.resources.map((one) =>
          one.name === "added" ? { ...one, name: "medical-imaging-pipeline-prod-github-deploy-extra" } : one,
        ),
      };
    },
    breaks: { "role-not-widened": /s3:DeleteObject/, "role-reaches-no-further": /belongs to no role/ },
  },
  ...["KeepOwnRights", "KeepOwnTags", "KeepBoundary", "KeepBoundaryOn", "LeaveKeysOfOtherProjects"].map(
    (sid) => ({
      what: `takes ${sid} from who deploys`,
      config: FROM_GITHUB,
      change: restateDeployment(withoutSid(sid)),
      breaks: { "role-reaches-no-further": /github-deploy: the role has to be denied: never/ },
    }),
  ),
  {
    what: "lets who deploys make roles without the boundary",
    config: FROM_GITHUB,
    change: restateDeployment(changing(/^RoleRights/, { Condition: {} })),
    breaks: { "deployment-gives-bounded-rights": /RoleRights\w* has to ask for the boundary/ },
  },
  {
    what: "lets who deploys hand on any role, to anybody",
    config: FROM_GITHUB,
    change: restateDeployment(changing(/^PassedRoles/, { Resource: ["*"], Condition: {} })),
    breaks: { "deployment-gives-bounded-rights": /PassedRoles\w* has to name the roles/ },
  },
];
