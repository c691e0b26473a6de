/** Written in by scripts/build.mjs: a function's archive holds no package.json to ask. */
declare const __VERSION__: string;

/** The release that this code was built as, from package.json: `1.2.3`. */
export const VERSION = __VERSION__;
