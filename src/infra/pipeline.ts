import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "./config/stackConfig";
import { pipelineOutputs, type PipelineOutputs } from "./pipelineOutputs";
import { declareParts } from "./pipelineParts";

/** Everything between a client's upload and the de-identified copy. */
export class Pipeline extends pulumi.ComponentResource {
  readonly outputs: PipelineOutputs;

  constructor(name: string, config: StackConfig, opts?: pulumi.ComponentResourceOptions) {
    super("medical-imaging-pipeline:index:Pipeline", name, {}, opts);
    this.outputs = pipelineOutputs(config, declareParts(config, this));
    this.registerOutputs({ ...this.outputs });
  }
}
