import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface StubService {
  readonly endpoint: string;
  readonly requests: { readonly target: string | undefined; readonly body: string }[];
  close(): Promise<void>;
}

/** Answers every request with `answer` as JSON, and keeps what was asked. */
export async function startStubService(statusCode: number, answer: object): Promise<StubService> {
  const requests: StubService["requests"] = [];
  const server = createServer((request, response) => void respond(request, response));
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const target = request.headers["x-amz-target"];
    requests.push({
      target: typeof target === "string" ? target : undefined,
      body: Buffer.concat(chunks).toString(),
    });
    response
      .writeHead(statusCode, { "content-type": "application/x-amz-json-1.1" })
      .end(JSON.stringify(answer));
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
