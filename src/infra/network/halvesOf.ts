/** Both halves of an IPv4 network, such as `10.0.0.0/24`. */
export function halvesOf(cidr: string): [string, string] {
  const [address = "", length] = cidr.split("/");
  const bits = Number(length) + 1;
  const first = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const network = (number: number) =>
    `${[24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join(".")}/${bits}`;
  return [network(first), network(first + 2 ** (32 - bits))];
}
