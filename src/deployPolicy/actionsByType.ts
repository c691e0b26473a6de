import { CLOUDTRAIL_ACTIONS } from "./actions/cloudTrail";
import { CLOUDWATCH_ACTIONS } from "./actions/cloudWatch";
import { GITHUB_ACTIONS } from "./actions/github";
import { IAM_ACTIONS } from "./actions/iam";
import { KMS_ACTIONS } from "./actions/kms";
import { LAMBDA_ACTIONS } from "./actions/lambda";
import { MESSAGING_ACTIONS } from "./actions/messaging";
import { NETWORK_ACTIONS } from "./actions/network";
import { S3_ACTIONS } from "./actions/s3";
import { STEP_FUNCTIONS_ACTIONS } from "./actions/stepFunctions";
import type { ActionsByType } from "./grant";

/**
 * What Pulumi's provider calls to make, look at, change, tag and delete a resource, by its type. The actions are IAM's, which
 * for S3 are not always called like the operations (PutLifecycleConfiguration also deletes one).
 */
export const ACTIONS_BY_TYPE: ActionsByType = {
  // Nothing of AWS is made for it.
  "pulumi:providers:aws": [],
  ...S3_ACTIONS,
  ...MESSAGING_ACTIONS,
  ...IAM_ACTIONS,
  ...GITHUB_ACTIONS,
  ...LAMBDA_ACTIONS,
  ...STEP_FUNCTIONS_ACTIONS,
  ...CLOUDWATCH_ACTIONS,
  ...KMS_ACTIONS,
  ...NETWORK_ACTIONS,
  ...CLOUDTRAIL_ACTIONS,
};
