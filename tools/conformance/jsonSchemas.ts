import { toJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { fileReportSchema } from "../../src/cli/validate/reportSchema";
import { policySchema } from "../../src/deidPolicySchema";
import { deliveryManifestSchema } from "../../src/delivery/deliveryManifestSchema";
import { objectMetadataSchema } from "../../src/metadata/objectMetadata";
import { quarantineReasonSchema } from "../../src/pipeline/quarantineReasonSchema";
import { VALIDATION_ACTIONS } from "../../src/validationPolicy";
import { validationPolicySchema } from "../../src/validationPolicySchema";
import { CODES } from "./findingCodes";

/** A valibot schema as JSON Schema (draft 7), which editors and other languages understand. */
const jsonSchemaOf = (title: string, schema: v.GenericSchema) => (): string =>
  `${JSON.stringify({ ...toJsonSchema(schema, { typeMode: "input", errorMode: "ignore" }), title }, null, 2)}\n`;

/** A policy as editors propose it, with the codes that `parseValidationPolicy` asks for. */
const validationPolicyFileSchema = v.strictObject({
  ...validationPolicySchema.entries,
  codes: v.optional(v.record(v.picklist(CODES), v.picklist(VALIDATION_ACTIONS)), {}),
});

/** The schemas of docs/schemas, by path. */
export const JSON_SCHEMAS: Readonly<Record<string, () => string>> = {
  "docs/schemas/object-metadata.schema.json": jsonSchemaOf("Metadata of an object", objectMetadataSchema),
  "docs/schemas/delivery-manifest.schema.json": jsonSchemaOf("Delivery manifest", deliveryManifestSchema),
  "docs/schemas/deid-policy.schema.json": jsonSchemaOf("De-identification policy", policySchema),
  "docs/schemas/validation-policy.schema.json": jsonSchemaOf("Validation policy", validationPolicyFileSchema),
  "docs/schemas/validation-report.schema.json": jsonSchemaOf("Validation report of a file", fileReportSchema),
  "docs/schemas/quarantine-reason.schema.json": jsonSchemaOf("Reason of quarantine", quarantineReasonSchema),
};
