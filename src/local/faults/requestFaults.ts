import type { IncomingMessage } from "node:http";
import type { RequestFault } from "./faultSchedule";
import type { InterceptedResponse } from "./interceptedResponse";

/** What a request asks for, without the names in it: `GET`, `PUT part`, `StartExecution`. */
export function operationOf({ headers, method = "GET", url = "/" }: IncomingMessage): string {
  const target = headers["x-amz-target"];
  if (typeof target === "string") return target.split(".").at(-1) ?? target;
  const { searchParams } = new URL(url, "http://127.0.0.1");
  const marks = ["partNumber", "uploads", "uploadId", "tagging"].filter((name) => searchParams.has(name));
  return [method, ...marks].join(" ");
}

/** Lets a fault happen to a request; without one it is handled. */
export function answerFault(
  fault: RequestFault | undefined,
  request: IncomingMessage,
  response: InterceptedResponse,
  handle: () => void,
): void {
  switch (fault) {
    case "throttled":
    case "internalError":
      refuse(request, response, fault);
      return;
    case "resetBefore":
      request.socket.destroy();
      return;
    case "resetAfter":
      response.interception = "drop";
      break;
    case "cutAnswer":
      response.interception = "cut";
      break;
    case "slowAnswer":
      response.interception = "hold";
      break;
    case undefined:
  }
  handle();
}

/** Answers as the service would that is asked too often, or has a fault of its own. */
function refuse(
  request: IncomingMessage,
  response: InterceptedResponse,
  fault: "throttled" | "internalError",
): void {
  const isJson = request.headers["x-amz-target"] !== undefined;
  const throttled = isJson ? ([400, "ThrottlingException"] as const) : ([503, "SlowDown"] as const);
  const failed = [500, isJson ? "InternalFailure" : "InternalError"] as const;
  const [status, code] = fault === "throttled" ? throttled : failed;
  const body = isJson
    ? JSON.stringify({ __type: code, message: "injected" })
    : `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>injected</Message></Error>`;
  // What is left of the request is let pass, so that the client gets to read the answer.
  request.resume();
  response.writeHead(status, {
    "content-type": isJson ? "application/x-amz-json-1.0" : "application/xml",
    ...(isJson && { "x-amzn-errortype": code }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
