import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Faults } from "../faults/faults";
import { InterceptedResponse } from "../faults/interceptedResponse";
import { LocalStartError } from "../localStartError";
import type { S3RequestHandler } from "../s3";
import { answerJsonRequest, isJsonProtocol, type JsonProtocolOptions } from "./jsonProtocol";

export interface LocalEndpointServer {
  /** `http://127.0.0.1:<port>`, for `AWS_ENDPOINT_URL`. */
  readonly url: string;
  close(): Promise<void>;
}

export interface LocalEndpointOptions extends JsonProtocolOptions {
  readonly s3: S3RequestHandler;
  /** Any free one unless given. */
  readonly port?: number | undefined;
  readonly faults?: Faults | undefined;
}

/**
 * The one HTTP server that answers for all services, on the loopback interface only.
 * @throws LocalStartError PORT_UNAVAILABLE
 */
export async function openLocalEndpoint(options: LocalEndpointOptions): Promise<LocalEndpointServer> {
  const server = createServer({ ServerResponse: InterceptedResponse }, (request, response) => {
    const handle = () => {
      if (isJsonProtocol(request)) void answerJsonRequest(options, request, response);
      else void options.s3(request, response);
    };
    if (options.faults === undefined) handle();
    else options.faults.request(request, response, handle);
  });
  server.requestTimeout = 0; // an upload of gigabytes takes as long as it takes
  server.keepAliveTimeout = 60_000; // longer than the SDK keeps a socket, so that none is closed under a request
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => reject(explainPort(error, port));
    server.once("error", onError);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", onError);
      resolve();
    });
  });
}

function explainPort(error: NodeJS.ErrnoException, port: number): Error {
  const reason = { EADDRINUSE: "in use", EACCES: "not allowed to you" }[error.code ?? ""];
  if (reason === undefined) return error;
  const message = `port ${port} on 127.0.0.1 is ${reason}: choose another one, or 0 for any`;
  return new LocalStartError("PORT_UNAVAILABLE", message, { cause: error });
}
