import * as v from "valibot";
import { wholeNumber } from "./values";

const HOLDERS = "IAM roles and users by ARN, without wildcards, separated by commas";

const isHolder = (arn: string): boolean => /^arn:aws:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/.test(arn);

/** The key that new identities come from, and who else may use it. */
export const identityKeys = {
  /** Which version of the HMAC key is current: keys 1 to this exist. Never lowered: a key that goes takes its links with it. */
  hmacKeyVersion: v.optional(wholeNumber(1, 99, "keys"), "1"),
  /** Who may make the identities of any version again, to find out whom an output is about. */
  keyHolderArns: v.optional(
    v.pipe(
      v.string(HOLDERS),
      v.transform((text) =>
        text
          .split(",")
          .map((arn) => arn.trim())
          .filter((arn) => arn !== ""),
      ),
      v.check((arns) => arns.every(isHolder), HOLDERS),
    ),
    "",
  ),
};
