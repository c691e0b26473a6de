import { toJsonSchema } from "@valibot/to-json-schema";
import type { GenericSchema } from "valibot";
import { fileReportSchema } from "../../src/cli/validate/reportSchema";
import { policySchema } from "../../src/deidPolicySchema";
import { deliveryManifestSchema } from "../../src/delivery/deliveryManifestSchema";
import { objectMetadataSchema } from "../../src/metadata/objectMetadata";
import { quarantineReasonSchema } from "../../src/pipeline/quarantineReasonSchema";
import { validationPolicySchema } from "../../src/validationPolicySchema";

/** A valibot schema as JSON Schema (draft 7), which editors and other languages understand. */
const jsonSchemaOf = (title: string, schema: GenericSchema) => (): string =>
  `${JSON.stringify({ ...toJsonSchema(schema, { typeMode: "input", errorMode: "ignore" }), title }, null, 2)}\n`;

/** The schemas of docs/schemas, by path. */
export const JSON_SCHEMAS: Readonly<Record<string, () => string>> = {
  "docs/schemas/object-metadata.schema.json": jsonSchemaOf("Metadata of an object", objectMetadataSchema),
  "docs/schemas/delivery-manifest.schema.json": jsonSchemaOf("Delivery manifest", deliveryManifestSchema),
  "docs/schemas/deid-policy.schema.json": jsonSchemaOf("De-identification policy", policySchema),
  "docs/schemas/validation-policy.schema.json": jsonSchemaOf("Validation policy", validationPolicySchema),
  "docs/schemas/validation-report.schema.json": jsonSchemaOf("Validation report of a file", fileReportSchema),
  "docs/schemas/quarantine-reason.schema.json": jsonSchemaOf("Reason of quarantine", quarantineReasonSchema),
};
