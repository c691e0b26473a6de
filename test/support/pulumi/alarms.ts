import type { DeclaredResource } from "./declared";

export const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly returnData?: boolean;
  readonly metric?: {
    readonly namespace: string;
    readonly metricName: string;
    readonly dimensions: Readonly<Record<string, string>>;
    readonly period: number;
    readonly stat: string;
  };
}

export const queriesOf = ({ inputs }: DeclaredResource) =>
  inputs.metricQueries as readonly Query[] | undefined;
