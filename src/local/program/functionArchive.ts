import { asset } from "@pulumi/pulumi";
import { copyFile, cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { LocalStartError } from "../localStartError";
import type { DeclaredResource } from "./declaredStack";

type Entry = asset.Asset | asset.Archive;

/** The asset or archive with every path made absolute, so that it can be read from any working directory. */
export async function anchorPaths(entry: Entry, root: string): Promise<Entry> {
  if (entry instanceof asset.FileAsset) return new asset.FileAsset(resolve(root, await entry.path));
  if (entry instanceof asset.FileArchive) return new asset.FileArchive(resolve(root, await entry.path));
  if (!(entry instanceof asset.AssetArchive)) return entry;
  const entries = Object.entries(await entry.assets).map(
    async ([path, inner]) => [path, await anchorPaths(inner, root)] as const,
  );
  return new asset.AssetArchive(Object.fromEntries(await Promise.all(entries)));
}

/**
 * Writes the code of a function to a directory, as Lambda unpacks it.
 *
 * @param resource a `aws:lambda/function:Function`
 * @returns the paths written, relative to the directory
 * @throws LocalStartError CANNOT_RUN_LOCALLY where the resource has no archive, or one that is not on this machine
 */
export async function unpackFunctionArchive(
  resource: DeclaredResource,
  directory: string,
): Promise<readonly string[]> {
  const { code } = resource.inputs;
  if (!(code instanceof asset.AssetArchive || code instanceof asset.FileArchive))
    throw new LocalStartError("CANNOT_RUN_LOCALLY", `${resource.urn} has no code archive on this machine`);
  return writeEntry(code, resolve(directory), "");
}

async function writeEntry(entry: Entry, directory: string, path: string): Promise<string[]> {
  const target = resolve(directory, path);
  if (target !== directory && !target.startsWith(directory + sep))
    throw new Error(`${path} would be written outside the directory`);
  if (entry instanceof asset.AssetArchive) {
    const written = Object.entries(await entry.assets).map(([name, inner]) =>
      writeEntry(inner, directory, join(path, name)),
    );
    return (await Promise.all(written)).flat();
  }
  await mkdir(dirname(target), { recursive: true });
  if (entry instanceof asset.StringAsset) await writeFile(target, await entry.text);
  else if (entry instanceof asset.FileAsset) await copyFile(await entry.path, target);
  else if (entry instanceof asset.FileArchive) await cp(await entry.path, target, { recursive: true });
  else throw new Error(`${path} is not on this machine and cannot be unpacked`);
  return [path];
}
