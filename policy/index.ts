import { PolicyPack } from "@pulumi/policy";
import { Config } from "@pulumi/pulumi";
import { asPolicy } from "./pulumiPolicy";
import { rules } from "./rules";

// The name of the project in Pulumi.yaml stands before each key.
const config = new Config("medical-imaging-pipeline");

// Starts the server that Pulumi asks, so that nothing but Pulumi loads this module.
new PolicyPack("medical-imaging-pipeline", {
  policies: rules.map((rule) => asPolicy(rule, (key) => config.get(key))),
  enforcementLevel: "mandatory",
});
