import * as v from "valibot";
import { wholeNumber } from "./values";

/** How much of a reprocessing run happens at a time, and how much of it may fail. */
export const reprocessingKeys = {
  reprocessingConcurrency: v.optional(wholeNumber(1, 1000, "objects at a time"), "20"),
  /** Of the objects of a run; beyond it the run ends as failed, and can be resumed. */
  reprocessingToleratedFailurePercentage: v.optional(wholeNumber(0, 100, "percent"), "10"),
};
