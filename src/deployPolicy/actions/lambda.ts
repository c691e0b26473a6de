import type { ActionsByType } from "../grant";

/** Functions, and what calls them. */
export const LAMBDA_ACTIONS: ActionsByType = {
  "aws:lambda/function:Function": [
    {
      scope: "Functions",
      read: [
        "lambda:GetFunction",
        "lambda:GetFunctionCodeSigningConfig",
        "lambda:GetFunctionConfiguration",
        "lambda:GetFunctionConcurrency",
        "lambda:ListTags",
        "lambda:ListVersionsByFunction",
      ],
      write: [
        "lambda:CreateFunction",
        "lambda:DeleteFunction",
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
        "lambda:PublishVersion",
        "lambda:PutFunctionConcurrency",
        "lambda:DeleteFunctionConcurrency",
        "lambda:TagResource",
        "lambda:UntagResource",
      ],
    },
  ],
  "aws:lambda/alias:Alias": [
    {
      scope: "Functions",
      read: ["lambda:GetAlias"],
      write: ["lambda:CreateAlias", "lambda:UpdateAlias", "lambda:DeleteAlias"],
    },
  ],
  "aws:lambda/eventSourceMapping:EventSourceMapping": [
    {
      scope: "EventSourceMappings",
      read: ["lambda:GetEventSourceMapping", "lambda:ListTags"],
      write: ["lambda:TagResource", "lambda:UntagResource"],
    },
    {
      scope: "MappingsOfFunctions",
      write: [
        "lambda:CreateEventSourceMapping",
        "lambda:UpdateEventSourceMapping",
        "lambda:DeleteEventSourceMapping",
      ],
    },
  ],
};
