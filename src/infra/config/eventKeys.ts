import * as v from "valibot";
import { wholeNumber } from "./values";

/** What the stack tells others of its work. */
export const eventKeys = {
  /** SQS delays a message by 15 minutes at most; 0 tells of no studies. */
  studyQuietMinutes: v.optional(wholeNumber(0, 15, "minutes"), "5"),
};
