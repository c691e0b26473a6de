import * as v from "valibot";
import { LocalStartError } from "./localStartError";
import type { DeclaredResource, DeclaredStack } from "./program";

export interface Declared<Properties> {
  readonly resource: DeclaredResource;
  readonly properties: Properties;
}

/**
 * The resources of one Pulumi type, with the properties that matter here checked by `schema`.
 * @throws LocalStartError CANNOT_RUN_LOCALLY naming the resource and the properties
 */
export function declared<Schema extends v.GenericSchema>(
  stack: DeclaredStack,
  type: string,
  schema: Schema,
): Declared<v.InferOutput<Schema>>[] {
  return stack.resources
    .filter((resource) => resource.type === type)
    .map((resource) => {
      const result = v.safeParse(schema, { ...resource.inputs, ...resource.state, id: resource.id });
      if (result.success) return { resource, properties: result.output };
      const paths = result.issues.map((issue) => v.getDotPath(issue) ?? "its properties");
      throw new LocalStartError(
        "CANNOT_RUN_LOCALLY",
        `${type} ${resource.name} cannot run locally: see ${paths.join(", ")}`,
      );
    });
}

/** JSON text, as several resources take their nested documents. */
export const jsonText = v.pipe(v.string(), v.parseJson());
