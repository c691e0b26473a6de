import * as pulumi from "@pulumi/pulumi";
import type { DeclaredResource } from "./declaredStack";
import { anchorPaths } from "./functionArchive";
import { mockCall, mockResource, type MockAccount } from "./mockResources";

/** The parts of Pulumi's registration request that its mocks do not pass on. */
interface RegisterRequest {
  getName(): string;
  getType(): string;
  getParent(): string;
  getProtect(): boolean;
  getDependenciesList(): string[];
  getPropertydependenciesMap(): {
    forEach(each: (dependencies: { getUrnsList(): string[] }, property: string) => void): void;
  };
}

type Registered = Pick<DeclaredResource, "type" | "name" | "id" | "inputs" | "state">;

/**
 * Stands in for the Pulumi engine: answers every registration from the table of known types, and keeps
 * what was registered. What the table does not know is kept as a failure rather than thrown at
 * the program, where it would surface as a promise that nobody awaits.
 */
export class RecordingMocks implements pulumi.runtime.Mocks {
  readonly resources: DeclaredResource[] = [];
  readonly failures: unknown[] = [];
  private readonly registered = new Map<string, Registered>();

  constructor(
    private readonly account: MockAccount,
    private readonly projectRoot: string,
  ) {}

  /** Puts the mocks in the engine's place. */
  async install(project: string, stack: string): Promise<void> {
    await pulumi.runtime.setMocks(this, project, stack, false);
    const monitor: unknown = pulumi.runtime.getMonitor();
    if (!isMonitor(monitor)) throw new Error("Pulumi's mock monitor has changed its shape");
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, callback) =>
      register(request, (error, response) => {
        if (response) this.keep(request, response.getUrn());
        callback(error, response);
      });
  }

  async newResource(args: pulumi.runtime.MockResourceArgs): Promise<pulumi.runtime.MockResourceResult> {
    const { type, name } = args;
    const inputs = args.inputs as Record<string, unknown>;
    for (const [key, value] of Object.entries(inputs))
      if (value instanceof pulumi.asset.AssetArchive)
        inputs[key] = await anchorPaths(value, this.projectRoot);
    const { id, ...added } = args.custom ? this.make(type, name, inputs) : { id: name };
    const state = { ...inputs, ...added };
    this.registered.set(`${type} ${name}`, { type, name, id, inputs, state });
    return { id, state };
  }

  call(args: pulumi.runtime.MockCallArgs): pulumi.runtime.MockCallResult {
    try {
      return mockCall(args.token, this.account);
    } catch (error) {
      this.failures.push(error);
      return {};
    }
  }

  private make(type: string, name: string, inputs: Record<string, unknown>) {
    try {
      return mockResource(type, name, inputs, this.account);
    } catch (error) {
      this.failures.push(error);
      return { id: name };
    }
  }

  private keep(request: RegisterRequest, urn: string): void {
    const registered = this.registered.get(`${request.getType()} ${request.getName()}`);
    if (!registered) return;
    const propertyDependencies: Record<string, readonly string[]> = {};
    request.getPropertydependenciesMap().forEach((dependencies, property) => {
      propertyDependencies[property] = dependencies.getUrnsList();
    });
    this.resources.push({
      ...registered,
      urn,
      parent: request.getParent() || undefined,
      protect: request.getProtect(),
      dependsOn: request.getDependenciesList(),
      propertyDependencies,
    });
  }
}

interface Monitor {
  registerResource(
    request: RegisterRequest,
    callback: (error: unknown, response?: { getUrn(): string }) => void,
  ): Promise<void>;
}

const isMonitor = (value: unknown): value is Monitor =>
  typeof value === "object" && value !== null && "registerResource" in value;
