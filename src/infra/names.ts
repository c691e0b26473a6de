import type { Named } from "../deployPolicy/names";

// Below the program, so that the rights of whoever deploys it are confined to the same names.
export * from "../deployPolicy/names";

/** Whether the stack holds data that a slip of the hand must not delete: `prod`, `prod-eu`, `hospital-production`. */
export const isProduction = ({ environment }: Pick<Named, "environment">): boolean =>
  /(^|-)prod(uction)?(-|$)/.test(environment);
