import { ACCESS_MUTATIONS } from "./access";
import { BUCKET_MUTATIONS } from "./buckets";
import type { Mutation } from "./change";
import { ENCRYPTION_MUTATIONS } from "./encryption";
import { KEY_MUTATIONS } from "./keys";
import { LOG_MUTATIONS } from "./logs";
import { NETWORK_MUTATIONS } from "./network";
import { PRODUCTION_MUTATIONS } from "./production";
import { QUEUE_MUTATIONS } from "./queues";
import { REACH_MUTATIONS } from "./reach";
import { RETENTION_MUTATIONS } from "./retention";
import { ROLE_MUTATIONS } from "./roles";
import { TRAIL_MUTATIONS } from "./trails";
import { TYPE_MUTATIONS } from "./types";

/** One of each way in which the program could be undone; every rule has one at least. */
export const MUTATIONS: readonly Mutation[] = [
  ...BUCKET_MUTATIONS,
  ...ACCESS_MUTATIONS,
  ...ROLE_MUTATIONS,
  ...KEY_MUTATIONS,
  ...QUEUE_MUTATIONS,
  ...LOG_MUTATIONS,
  ...PRODUCTION_MUTATIONS,
  ...NETWORK_MUTATIONS,
  ...TRAIL_MUTATIONS,
  ...ENCRYPTION_MUTATIONS,
  ...REACH_MUTATIONS,
  ...RETENTION_MUTATIONS,
  ...TYPE_MUTATIONS,
];
