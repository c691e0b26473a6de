import { ACCESS_MUTATIONS } from "./access";
import { BUCKET_MUTATIONS } from "./buckets";
import type { Mutation } from "./change";
import { KEY_AND_QUEUE_MUTATIONS } from "./keysAndQueues";
import { NETWORK_MUTATIONS } from "./network";
import { ROLE_MUTATIONS } from "./roles";
import { TRAIL_MUTATIONS } from "./trails";

/** One of each way in which the program could be undone; every rule has one at least. */
export const MUTATIONS: readonly Mutation[] = [
  ...BUCKET_MUTATIONS,
  ...ACCESS_MUTATIONS,
  ...ROLE_MUTATIONS,
  ...KEY_AND_QUEUE_MUTATIONS,
  ...NETWORK_MUTATIONS,
  ...TRAIL_MUTATIONS,
];
