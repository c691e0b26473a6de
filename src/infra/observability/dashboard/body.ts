import type * as pulumi from "@pulumi/pulumi";
import { formatLine, type MetricItem, type Panel, type Row } from "./panel";

/** Columns that a dashboard has. */
const COLUMNS = 24;
const PANEL_WIDTH = COLUMNS / 3;
const PANEL_HEIGHT = 6;
const HEADING_HEIGHT = 2;
const ALARMS_HEIGHT = 4;

/** Metrics of AWS come by the minute or by five; a longer range than some hours takes longer periods by itself. */
const PERIOD_SECONDS = 300;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Widget = Place &
  (
    | { readonly type: "text"; readonly properties: { readonly markdown: string } }
    | {
        readonly type: "alarm";
        readonly properties: { readonly title: string; readonly alarms: readonly pulumi.Input<string>[] };
      }
    | { readonly type: "metric"; readonly properties: MetricProperties }
  );

interface MetricProperties {
  readonly title: string;
  readonly view: "timeSeries";
  readonly stacked: boolean;
  readonly region: string;
  readonly period: number;
  readonly yAxis: { readonly left: { readonly min: 0; readonly label: string; readonly showUnits: false } };
  readonly metrics: readonly MetricItem[];
}

export interface DashboardBodyArgs {
  readonly title: string;
  readonly region: string;
  readonly rows: readonly Row[];
  readonly alarmArns: readonly pulumi.Input<string>[];
}

/** The dashboard from top to bottom: what it is, the alarms' states, then each row below its heading. */
export function dashboardBody({ title, region, rows, alarmArns }: DashboardBodyArgs): {
  readonly start: string;
  readonly widgets: readonly Widget[];
} {
  const widgets: Widget[] = [];
  let y = 0;
  const addLine = (height: number, line: (y: number) => readonly Widget[]) => {
    widgets.push(...line(y));
    y += height;
  };
  const addHeading = (markdown: string) =>
    addLine(HEADING_HEIGHT, (top) => [
      { type: "text", x: 0, y: top, width: COLUMNS, height: HEADING_HEIGHT, properties: { markdown } },
    ]);

  addHeading(
    `# ${title}\nWhat each row answers: docs/operations.md, Dashboard. What to do when an alarm goes off: docs/operations.md, Alarms.`,
  );
  if (alarmArns.length > 0)
    addLine(ALARMS_HEIGHT, (top) => [
      {
        type: "alarm",
        ...{ x: 0, y: top, width: COLUMNS, height: ALARMS_HEIGHT },
        properties: { title: "Alarms", alarms: alarmArns },
      },
    ]);
  for (const row of rows) {
    addHeading(`## ${row.title}\n${row.question} (docs/operations.md, Dashboard, ${row.title})`);
    for (let first = 0; first < row.panels.length; first += COLUMNS / PANEL_WIDTH)
      addLine(PANEL_HEIGHT, (top) =>
        row.panels
          .slice(first, first + COLUMNS / PANEL_WIDTH)
          .map((panel, index) => graph(panel, region, index * PANEL_WIDTH, top)),
      );
  }
  return { start: "-PT12H", widgets };
}

const graph = (
  { title, unit, stacked = false, lines }: Panel,
  region: string,
  x: number,
  y: number,
): Widget => ({
  type: "metric",
  ...{ x, y, width: PANEL_WIDTH, height: PANEL_HEIGHT },
  properties: {
    title,
    view: "timeSeries",
    stacked,
    region,
    period: PERIOD_SECONDS,
    yAxis: { left: { min: 0, label: unit, showUnits: false } },
    metrics: lines.flatMap(formatLine),
  },
});
