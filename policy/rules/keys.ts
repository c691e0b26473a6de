import { unless, type ResourceRule, type Rule } from "../rule";

/** As long as KMS waits: until then a deletion can be taken back. */
const DELETION_DAYS = 30;

const rotation: ResourceRule = {
  name: "key-rotated",
  description: "A key that encrypts is rotated by KMS every year.",
  types: ["aws:kms/key:Key"],
  check: ({ props }) =>
    unless(
      (props.keyUsage ?? "ENCRYPT_DECRYPT") !== "ENCRYPT_DECRYPT" || props.enableKeyRotation === true,
      "enableKeyRotation has to be true",
    ),
};

const deletion: ResourceRule = {
  name: "key-deletion-waits",
  description: "A key is deleted after 30 days at the earliest: what it encrypted or named is lost with it.",
  types: ["aws:kms/key:Key"],
  // KMS takes 30 where nothing is declared.
  check: ({ props }) =>
    unless(
      Number(props.deletionWindowInDays ?? DELETION_DAYS) >= DELETION_DAYS,
      `deletionWindowInDays has to be ${DELETION_DAYS}`,
    ),
};

export const keyRules: readonly Rule[] = [rotation, deletion];
