import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../../config/stackConfig";
import { namePrefix } from "../../names";
import type { Watched } from "../metrics";
import { dashboardBody } from "./body";
import { dashboardRows } from "./rows";

export interface DashboardArgs {
  readonly config: StackConfig;
  readonly watched: Watched;
  /** Of the alarms whose states stand at the top. */
  readonly alarmArns: readonly pulumi.Input<string>[];
}

/**
 * One page for whoever is on call (docs/operations.md, Dashboard). It holds names of resources and of metrics, nothing of an
 * object.
 *
 * @returns its address in the console
 */
export function declareDashboard(
  { config, watched, alarmArns }: DashboardArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const name = namePrefix(config);
  const { region } = config;
  const body = dashboardBody({ title: name, region, rows: dashboardRows(watched), alarmArns });
  const { dashboardName } = new aws.cloudwatch.Dashboard(
    name,
    { dashboardName: name, dashboardBody: pulumi.jsonStringify(body) },
    opts,
  );
  const console = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}`;
  return pulumi.interpolate`${console}#dashboards/dashboard/${dashboardName}`;
}
