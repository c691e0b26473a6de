import type { Rule } from "../rule";
import { bucketRules } from "./buckets";
import { keyAndQueueRules } from "./keysAndQueues";
import { networkRules } from "./network";
import { resourcePolicyRules } from "./resourcePolicies";
import { roleRules } from "./roles";
import { trailRules } from "./trails";

/** All that a change of the program may not undo. */
export const rules: readonly Rule[] = [
  ...bucketRules,
  ...resourcePolicyRules,
  ...roleRules,
  ...keyAndQueueRules,
  ...networkRules,
  ...trailRules,
];
