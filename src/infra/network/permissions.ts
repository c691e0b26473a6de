import type * as pulumi from "@pulumi/pulumi";
import { INTERFACE_ACTIONS } from "../../deployPolicy/unscopedActions";
import type { PolicyStatement } from "../policyDocument";

/** Lets Lambda connect a function to its network with the function's role, and denies the same to the function's own code. */
export const networkInterfaceStatements = (functionArn: pulumi.Input<string>): PolicyStatement[] => [
  { Sid: "AttachToNetwork", Effect: "Allow", Action: INTERFACE_ACTIONS, Resource: "*" },
  {
    Sid: "AttachNothingYourself",
    Effect: "Deny",
    Action: [...INTERFACE_ACTIONS, "ec2:DetachNetworkInterface"],
    Resource: "*",
    // Only calls that the function makes while it runs have the key.
    Condition: { ArnEquals: { "lambda:SourceFunctionArn": functionArn } },
  },
];
