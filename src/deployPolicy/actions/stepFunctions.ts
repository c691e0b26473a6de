import type { ActionsByType } from "../grant";

/** State machines. */
export const STEP_FUNCTIONS_ACTIONS: ActionsByType = {
  "aws:sfn/stateMachine:StateMachine": [
    {
      scope: "StateMachines",
      read: ["states:DescribeStateMachine", "states:ListStateMachineVersions", "states:ListTagsForResource"],
      write: [
        "states:CreateStateMachine",
        "states:UpdateStateMachine",
        "states:DeleteStateMachine",
        "states:TagResource",
        "states:UntagResource",
      ],
    },
    { scope: "Unscoped", read: ["states:ValidateStateMachineDefinition"] },
  ],
};
