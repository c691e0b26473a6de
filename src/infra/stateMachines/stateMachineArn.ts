import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";

/** Told by its name: for what has to be there before the state machine is. */
export const stateMachineArn = (
  name: string,
  { region }: Pick<StackConfig, "region">,
  accountId: pulumi.Output<string>,
): pulumi.Output<string> => pulumi.interpolate`arn:aws:states:${region}:${accountId}:stateMachine:${name}`;
