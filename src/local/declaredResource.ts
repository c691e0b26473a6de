import * as v from "valibot";

export interface DeclaredResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: Record<string, unknown>;
  readonly state: Record<string, unknown>;
}
export interface DeclaredStack {
  readonly outputs: Record<string, unknown>;
  readonly resources: readonly DeclaredResource[];
}

/** A declared resource whose properties this mode cannot run as they are; names the resource, never a value. */
export class DeclarationError extends Error {
  override name = "DeclarationError";
}

/** The resources of one Pulumi type, with the properties that matter here checked and typed by `schema`. */
export function declared<Schema extends v.GenericSchema>(
  stack: DeclaredStack,
  type: string,
  schema: Schema,
): { resource: DeclaredResource; properties: v.InferOutput<Schema> }[] {
  return stack.resources
    .filter((resource) => resource.type === type)
    .map((resource) => {
      const result = v.safeParse(schema, { ...resource.inputs, ...resource.state });
      if (result.success) return { resource, properties: result.output };
      const paths = result.issues.map((issue) => v.getDotPath(issue) ?? "(all)");
      throw new DeclarationError(`${type} "${resource.name}" cannot run locally: see ${paths.join(", ")}`);
    });
}
