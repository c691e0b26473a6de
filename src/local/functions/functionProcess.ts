import { fork, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { FunctionError, InvokeMessage, OutcomeMessage } from "./protocol";

export interface ProcessDefinition {
  /** Folder of the unpacked archive. */
  readonly codeDirectory: string;
  /** The child's whole environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether requests are to tell which process they come from. */
  readonly isNamed?: boolean | undefined;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Where stdout and stderr go, as they are: an open file descriptor; nowhere where absent. */
  readonly logDescriptor: number | undefined;
}

export interface InvocationOutcome {
  readonly requestId: string;
  readonly durationMs: number;
  readonly peakRssBytes?: number;
  readonly payload?: unknown;
  readonly error?: FunctionError;
}

/** Where the SDK takes a name from that it puts into the `User-Agent` of its requests. */
const APPLICATION_ID = "AWS_SDK_UA_APP_ID";

/** One child process, that is one execution environment of a function: it handles one event at a time. */
export class FunctionProcess {
  private readonly child: ChildProcess;
  private readonly definition: ProcessDefinition;
  private readonly ended: Promise<string>;
  /** Named by requests where `isNamed`. */
  readonly id = randomUUID();
  /** False once the child ended or must not be given another event. */
  usable = true;

  constructor(definition: ProcessDefinition) {
    this.definition = definition;
    const log = definition.logDescriptor ?? "ignore";
    this.child = fork(join(__dirname, "bootstrap.js"), [], {
      cwd: definition.codeDirectory,
      env: { ...definition.environment, ...(definition.isNamed && { [APPLICATION_ID]: this.id }) },
      execArgv: [`--max-old-space-size=${String(definition.memoryMb)}`],
      stdio: ["ignore", log, log, "ipc"],
      serialization: "json",
    });
    this.ended = new Promise((resolve) => {
      const end = (how: string) => {
        this.usable = false;
        resolve(how);
      };
      this.child.once("exit", (code, signal) =>
        end(signal === null ? `exit status ${code ?? 0}` : `signal: ${signal}`),
      );
      this.child.once("error", () => end("could not be started"));
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Never rejects: a failure of the function, its crash and its timeout are outcomes. */
  async invoke(event: unknown): Promise<InvocationOutcome> {
    const requestId = randomUUID();
    const startedAt = Date.now();
    const timeoutMs = this.definition.timeoutSeconds * 1000;
    let timer: NodeJS.Timeout | undefined;
    let onMessage: ((message: OutcomeMessage) => void) | undefined;
    const answered = new Promise<OutcomeMessage>((resolve) => {
      onMessage = (message) => {
        if (message.requestId === requestId) resolve(message);
      };
      this.child.on("message", onMessage);
    });
    const timedOut = new Promise<FunctionError>((resolve) => {
      timer = setTimeout(() => {
        const seconds = this.definition.timeoutSeconds.toFixed(2);
        resolve(failure("Sandbox.Timedout", requestId, `Task timed out after ${seconds} seconds`));
      }, timeoutMs);
    });
    const crashed = this.ended.then((how) =>
      failure("Runtime.ExitError", requestId, `Runtime exited with error: ${how}`),
    );
    const message: InvokeMessage = { requestId, event, deadlineMs: startedAt + timeoutMs };
    this.child.send(message, () => undefined); // a child that is gone shows by its end
    const outcome = await Promise.race([answered, timedOut, crashed]);
    clearTimeout(timer);
    if (onMessage !== undefined) this.child.off("message", onMessage);
    const durationMs = Date.now() - startedAt;
    if ("requestId" in outcome) return { ...outcome, durationMs };
    await this.end();
    return { requestId, durationMs, error: outcome };
  }

  /** Ends the child at once; resolves when it is gone. */
  async end(): Promise<void> {
    this.usable = false;
    this.child.kill("SIGKILL");
    await this.ended;
  }
}

function failure(errorType: string, requestId: string, what: string): FunctionError {
  return { errorType, errorMessage: `RequestId: ${requestId} Error: ${what}` };
}
