/** Actions that a policy allows and that no local pass asks for. */
interface UnusedGrant {
  /** Last part of the ARN of the role, or of the resource whose policy it is, in the stack dev. */
  readonly holder: string;
  readonly sid: string;
  readonly actions: readonly string[];
  readonly reason: string;
}

/** Each with its reason; one that does not exist, or is used after all, fails the test. */
export const UNUSED_GRANTS: readonly UnusedGrant[] = [
  {
    holder: "dicom-processing-workflow-dev",
    sid: "DeliverLogs",
    actions: [
      "logs:GetLogDelivery",
      "logs:UpdateLogDelivery",
      "logs:DeleteLogDelivery",
      "logs:ListLogDeliveries",
    ],
    reason:
      "Step Functions asks for them when the log of a state machine is changed or taken away, never in a run",
  },
  {
    holder: "medical-imaging-pipeline-dev-logs",
    sid: "ReceiveAccessLogs",
    actions: ["s3:PutObject"],
    reason: "S3 delivers access logs hours later, on AWS only",
  },
  {
    holder: "medical-imaging-pipeline-dev-access-logs",
    sid: "ReceiveAccessLogs",
    actions: ["s3:PutObject"],
    reason: "the same, where the logs bucket locks its records",
  },
];

/** Questions that a pass asks and that are to be answered with no. */
export const WANTED_DENIALS: readonly { readonly action: string; readonly reason: string }[] = [
  {
    action: "s3:ListBucket",
    reason:
      "S3 asks whether somebody may know that an object is not there; no role needs to, and gets AccessDenied",
  },
];
