import type { ActionsByType } from "../grant";

/** Keys and their aliases. */
export const KMS_ACTIONS: ActionsByType = {
  "aws:kms/key:Key": [
    { scope: "NewKeys", write: ["kms:CreateKey", "kms:TagResource"] },
    {
      scope: "Keys",
      read: ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"],
      write: [
        "kms:EnableKey",
        "kms:DisableKey",
        "kms:EnableKeyRotation",
        "kms:DisableKeyRotation",
        "kms:PutKeyPolicy",
        "kms:UpdateKeyDescription",
        "kms:ScheduleKeyDeletion",
        "kms:TagResource",
        "kms:UntagResource",
      ],
    },
    { scope: "KeysOfDefinitions", read: ["kms:Decrypt"] },
    // Step Functions and SQS use a key on behalf of whoever makes a state machine or a queue with it.
    { scope: "KeyUse", write: ["kms:Decrypt", "kms:GenerateDataKey"] },
  ],
  "aws:kms/alias:Alias": [
    { scope: "KeyAliases", write: ["kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias"] },
    { scope: "Keys", write: ["kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias"] },
    { scope: "Unscoped", read: ["kms:ListAliases"] },
  ],
};
