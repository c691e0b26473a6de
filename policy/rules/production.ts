import { propertiesOf, unless, type DeclaredThing, type ResourceRule, type Rule } from "../rule";

/** A whole word of the environment's name. The program says it in src/infra/names.ts, which this pack does not trust. */
const PRODUCTION = /(^|-)prod(uction)?(-|$)/;

/** Whether the tags of a resource say so. */
export const isProduction = ({ tags }: DeclaredThing["props"]): boolean =>
  PRODUCTION.test(String(propertiesOf(tags).environment));

const PROTECTED = ["aws:s3/bucket:Bucket", "aws:kms/key:Key"];

const production: ResourceRule = {
  name: "production-protected",
  description: "In production, Pulumi deletes neither a bucket nor a key.",
  types: PROTECTED,
  check: ({ props, protect }) =>
    unless(protect || !isProduction(props), "the resource has to be protected (protect: true)"),
};

export const productionRules: readonly Rule[] = [production];
