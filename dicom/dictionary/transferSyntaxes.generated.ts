export const TRANSFER_SYNTAX_NAMES: Readonly<Record<string, string>> = {};
