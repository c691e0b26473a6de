import * as pulumi from "@pulumi/pulumi";

type OneOrMore<T> = T | readonly T[];

/** One statement of an IAM or resource policy, before its ARNs are known. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?:
    | "*"
    | { readonly Service: string }
    | { readonly AWS: OneOrMore<pulumi.Input<string>> }
    | { readonly Federated: pulumi.Input<string> };
  readonly Action: OneOrMore<string>;
  /** Absent in a trust policy only. */
  readonly Resource?: OneOrMore<pulumi.Input<string>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore<pulumi.Input<string>>>>>>;
}

/** The JSON text of a policy of these statements. */
export const policyDocument = (statements: readonly PolicyStatement[]): pulumi.Output<string> =>
  pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });

/** Lets one AWS service assume a role, on behalf of the conditions' resources only. */
export const trustPolicy = (
  service: string,
  condition?: NonNullable<PolicyStatement["Condition"]>,
): pulumi.Output<string> =>
  policyDocument([
    {
      Sid: "AssumedByService",
      Effect: "Allow",
      Principal: { Service: service },
      Action: "sts:AssumeRole",
      ...(condition && { Condition: condition }),
    },
  ]);

/** What TLS is asked for. SNS takes no `sns:*` in the policy of a topic; publishing is what carries something. */
const OVER_TLS = { s3: "s3:*", sqs: "sqs:*", sns: "sns:Publish" } as const;

/** Refuses every request to a bucket, queue or topic that did not come over TLS. */
export const tlsOnlyStatement = (
  service: keyof typeof OVER_TLS,
  resources: OneOrMore<pulumi.Input<string>>,
): PolicyStatement => ({
  Sid: "TlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action: OVER_TLS[service],
  Resource: resources,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});
