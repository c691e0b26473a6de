/** A resource that the program declares, as the mock provider made it. */
export interface DeclaredResource {
  readonly urn: string;
  /** Such as `aws:s3/bucket:Bucket`; a component's begins with `medical-imaging-pipeline:`. */
  readonly type: string;
  /** The logical name. */
  readonly name: string;
  readonly id: string;
  /** What the program declares, with every output resolved. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The inputs and what the provider adds: arn, url, name and the like. */
  readonly state: Readonly<Record<string, unknown>>;
  /** URN of the component that the resource belongs to. */
  readonly parent: string | undefined;
  /** Whether the engine would refuse to delete it. */
  readonly protect: boolean;
  /** URNs of what must exist first. */
  readonly dependsOn: readonly string[];
  /** URNs of what an input is made of, by the input's name; left out where a declaration is made by hand. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/** What one evaluation of the Pulumi program declares. */
export interface DeclaredStack {
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly resources: readonly DeclaredResource[];
}
