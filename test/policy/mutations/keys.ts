import { set, type Mutation } from "./change";

/** What makes a key less than it is. */
export const KEY_MUTATIONS: readonly Mutation[] = [
  {
    what: "stops rotating the data key",
    config: { encryption: "kms" },
    change: set("Key", "-data", { enableKeyRotation: false }),
    breaks: { "key-rotated": /enableKeyRotation/ },
  },
  {
    what: "deletes a key after a week",
    change: set("Key", "-deidentification", { deletionWindowInDays: 7 }),
    breaks: { "key-deletion-waits": /30/ },
  },
];
