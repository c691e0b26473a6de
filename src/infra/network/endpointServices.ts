import type { StackConfig } from "../config/stackConfig";
import type { FunctionName } from "../names";

/** Services with an endpoint in the network: what functions call themselves. Lambda writes their logs and reads their queues outside of it. */
export type EndpointService = "s3" | "kms" | "states" | "events";

/** Those that are reached through interfaces in the subnets; S3 has a route. */
export type InterfaceService = Exclude<EndpointService, "s3">;

/** What each function calls, and all that it can reach. */
export const CALLED_BY: Readonly<Record<FunctionName, readonly EndpointService[]>> = {
  dispatch: ["states"],
  ingestion: ["s3"],
  validation: ["s3"],
  deidentification: ["s3", "kms"],
  study: ["s3", "events"],
};

/** An endpoint costs by the hour: none is there for a function that is not. */
export const interfaceServices = ({
  studyQuietMinutes,
}: Pick<StackConfig, "studyQuietMinutes">): readonly InterfaceService[] =>
  studyQuietMinutes > 0 ? ["kms", "states", "events"] : ["kms", "states"];
