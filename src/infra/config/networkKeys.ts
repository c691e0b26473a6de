import * as v from "valibot";
import { flag, text } from "./values";

const ALLOWED = "a private network as 10.42.0.0/24: its first address (RFC 1918), and /16 to /26";

/** Networks of addresses that nobody has on the internet (RFC 1918). */
const PRIVATE = /^(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)\./;

/** Where functions run. */
export const networkKeys = {
  enableLambdaVpc: v.optional(flag, "false"),
  /** Addresses of the functions' network, half of them in each of its two zones. */
  vpcCidr: v.optional(v.pipe(text(PRIVATE, ALLOWED), v.check(isNetwork, ALLOWED)), "10.42.0.0/24"),
};

/** Whether it is four octets and a length that AWS takes for a network with two subnets, and no bit behind that length is set. */
function isNetwork(cidr: string): boolean {
  const [, address = "", length] =
    /^((?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2}))\/(\d\d)$/.exec(cidr) ?? [];
  const octets = address.split(".").map(Number);
  const bits = Number(length);
  const number = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return octets.every((octet) => octet <= 255) && bits >= 16 && bits <= 26 && number % 2 ** (32 - bits) === 0;
}
