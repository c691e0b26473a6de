import { propertiesOf, unless, type ResourceRule, type Rule } from "../rule";

/** A whole word of the environment's name. The program says it in src/infra/names.ts, which this pack does not trust. */
const PRODUCTION = /(^|-)prod(uction)?(-|$)/;

const PROTECTED = ["aws:s3/bucket:Bucket", "aws:kms/key:Key"];

const production: ResourceRule = {
  name: "production-protected",
  description: "In production, Pulumi deletes neither a bucket nor a key.",
  types: PROTECTED,
  check: ({ props, protect }) =>
    unless(
      protect || !PRODUCTION.test(String(propertiesOf(props.tags).environment)),
      "the resource has to be protected (protect: true)",
    ),
};

export const productionRules: readonly Rule[] = [production];
