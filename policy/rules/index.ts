import type { Rule } from "../rule";
import { bucketRules } from "./buckets";
import { encryptionRules } from "./encryption";
import { keyRules } from "./keys";
import { logRules } from "./logs";
import { networkRules } from "./network";
import { productionRules } from "./production";
import { queueRules } from "./queues";
import { reachRules } from "./reach";
import { resourcePolicyRules } from "./resourcePolicies";
import { retentionRules } from "./retention";
import { roleRules } from "./roles";
import { trailRules } from "./trails";
import { typeRules } from "./types";

/** All that a change of the program may not undo. */
export const rules: readonly Rule[] = [
  ...typeRules,
  ...bucketRules,
  ...retentionRules,
  ...resourcePolicyRules,
  ...roleRules,
  ...reachRules,
  ...keyRules,
  ...encryptionRules,
  ...queueRules,
  ...logRules,
  ...productionRules,
  ...networkRules,
  ...trailRules,
];
