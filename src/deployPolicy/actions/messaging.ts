import type { ActionsByType } from "../grant";

/** Queues, the topic of alarms, and the bus of events. */
export const MESSAGING_ACTIONS: ActionsByType = {
  "aws:sqs/queue:Queue": [
    {
      scope: "Queues",
      read: ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueueTags"],
      write: [
        "sqs:CreateQueue",
        "sqs:DeleteQueue",
        "sqs:SetQueueAttributes",
        "sqs:TagQueue",
        "sqs:UntagQueue",
      ],
    },
  ],
  "aws:sqs/queuePolicy:QueuePolicy": [
    { scope: "Queues", read: ["sqs:GetQueueAttributes"], write: ["sqs:SetQueueAttributes"] },
  ],
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": [
    { scope: "Queues", read: ["sqs:GetQueueAttributes"], write: ["sqs:SetQueueAttributes"] },
  ],
  "aws:sns/topic:Topic": [
    {
      scope: "Topics",
      read: ["sns:GetTopicAttributes", "sns:ListTagsForResource"],
      write: [
        "sns:CreateTopic",
        "sns:DeleteTopic",
        "sns:SetTopicAttributes",
        "sns:TagResource",
        "sns:UntagResource",
      ],
    },
  ],
  "aws:sns/topicPolicy:TopicPolicy": [
    { scope: "Topics", read: ["sns:GetTopicAttributes"], write: ["sns:SetTopicAttributes"] },
  ],
  "aws:sns/topicSubscription:TopicSubscription": [
    { scope: "Topics", write: ["sns:Subscribe"] },
    {
      scope: "Unscoped",
      read: ["sns:GetSubscriptionAttributes"],
      write: ["sns:Unsubscribe", "sns:SetSubscriptionAttributes"],
    },
  ],
  "aws:cloudwatch/eventBus:EventBus": [
    {
      scope: "EventBuses",
      read: ["events:DescribeEventBus", "events:ListTagsForResource"],
      write: [
        "events:CreateEventBus",
        "events:UpdateEventBus",
        "events:DeleteEventBus",
        "events:TagResource",
        "events:UntagResource",
      ],
    },
  ],
};
