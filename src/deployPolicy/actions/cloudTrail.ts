import type { ActionsByType } from "../grant";

/** The trail of data events. */
export const CLOUDTRAIL_ACTIONS: ActionsByType = {
  "aws:cloudtrail/trail:Trail": [
    {
      scope: "Trails",
      read: [
        "cloudtrail:GetTrail",
        "cloudtrail:GetTrailStatus",
        "cloudtrail:GetEventSelectors",
        "cloudtrail:GetInsightSelectors",
        "cloudtrail:ListTags",
      ],
      write: [
        "cloudtrail:CreateTrail",
        "cloudtrail:UpdateTrail",
        "cloudtrail:DeleteTrail",
        "cloudtrail:StartLogging",
        "cloudtrail:StopLogging",
        "cloudtrail:PutEventSelectors",
        "cloudtrail:AddTags",
        "cloudtrail:RemoveTags",
      ],
    },
    { scope: "Unscoped", read: ["cloudtrail:DescribeTrails"] },
  ],
};
