import { PolicyPack } from "@pulumi/policy";
import { asPolicy } from "./pulumiPolicy";
import { rules } from "./rules";

// Starts the server that Pulumi asks, so that nothing but Pulumi loads this module.
new PolicyPack("medical-imaging-pipeline", { policies: rules.map(asPolicy), enforcementLevel: "mandatory" });
