import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Writes a Pulumi project `tiny` with a stack `test`, whose program is the given text with `pulumi` and `aws`
 * at hand.
 *
 * @returns the directory
 */
export async function writeTinyProject(
  directory: string,
  program: string,
  files: Readonly<Record<string, string>> = {},
): Promise<string> {
  const all = {
    "Pulumi.yaml": "name: tiny\nruntime: nodejs\n",
    "Pulumi.test.yaml": "config:\n  aws:region: eu-west-1\n  tiny:count: 3\n  tiny:list: [1, 2]\n",
    "dist/index.js": [
      `const pulumi = require(${JSON.stringify(require.resolve("@pulumi/pulumi"))});`,
      `const aws = require(${JSON.stringify(require.resolve("@pulumi/aws"))});`,
      program,
    ].join("\n"),
    ...files,
  };
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
  return directory;
}
