import { LOG_DELIVERY_ACTIONS } from "../../deployPolicy/unscopedActions";
import type { PolicyStatement } from "../policyDocument";

/** What the role of a state machine that has a log may do. */
export const logDeliveryStatement = (): PolicyStatement => ({
  Sid: "DeliverLogs",
  Effect: "Allow",
  Action: LOG_DELIVERY_ACTIONS,
  Resource: "*",
});
