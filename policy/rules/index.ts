import type { Rule } from "../rule";
import { bucketRules } from "./buckets";
import { keyRules } from "./keys";
import { logRules } from "./logs";
import { networkRules } from "./network";
import { productionRules } from "./production";
import { queueRules } from "./queues";
import { resourcePolicyRules } from "./resourcePolicies";
import { roleRules } from "./roles";
import { trailRules } from "./trails";

/** All that a change of the program may not undo. */
export const rules: readonly Rule[] = [
  ...bucketRules,
  ...resourcePolicyRules,
  ...roleRules,
  ...keyRules,
  ...queueRules,
  ...logRules,
  ...productionRules,
  ...networkRules,
  ...trailRules,
];
