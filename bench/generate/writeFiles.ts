import { link, mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import {
  createDataSet,
  firstText,
  IMPLEMENTATION_CLASS_UID,
  planWrite,
  tags,
  transferSyntaxOf,
  writePlanToFile,
  type DataSet,
  type TransferSyntax,
} from "../../dicom";
import { ctImage } from "./ctImage";
import { enhancedMr } from "./enhancedMr";
import { largeImage } from "./largeImage";
import { peerRules } from "./peerRules";

const EXPLICIT_VR_LITTLE_ENDIAN = transferSyntaxOf("1.2.840.10008.1.2.1") as TransferSyntax;

const MR_COPIES = 20;

/** Names of each CT file in the folder of many. */
const CT_NAMES = 5;

/** What is measured on. */
export interface BenchFiles {
  /** A folder for outputs, emptied between runs. */
  readonly scratch: string;
  readonly ctFolder: string;
  readonly ctFiles: readonly string[];
  /** The CT files under five names each, for runs that are long beside the start of a program. */
  readonly manyFolder: string;
  readonly manyFiles: number;
  readonly mrFolder: string;
  /** The same image under different UIDs, as often as a folder job needs it. */
  readonly mrFiles: readonly string[];
  readonly largeFolder: string;
  readonly largeFile: string;
  /** `PeerRules` as JSON, for peers that bring no rules of their own. */
  readonly rulesFile: string;
  readonly keyFile: string;
}

export interface Sizes {
  readonly ctFiles: number;
  /** 2 MiB each. */
  readonly largeFrames: number;
}

/** Writes all files below `folder`, with the engine's own writer. */
export async function writeFiles(folder: string, sizes: Sizes): Promise<BenchFiles> {
  const ctFolder = join(folder, "ct");
  const manyFolder = join(folder, "many");
  const mrFolder = join(folder, "mr");
  const largeFolder = join(folder, "large");
  const scratch = join(folder, "scratch");
  for (const path of [ctFolder, manyFolder, mrFolder, largeFolder, scratch]) {
    await mkdir(path, { recursive: true });
  }
  const ctFiles: string[] = [];
  for (let number = 1; number <= sizes.ctFiles; number++) {
    ctFiles.push(
      await writeImage(join(ctFolder, `ct-${String(number).padStart(4, "0")}.dcm`), ctImage(number)),
    );
  }
  for (const path of ctFiles) {
    for (let name = 1; name <= CT_NAMES; name++)
      await link(path, join(manyFolder, `${name}-${basename(path)}`));
  }
  const manyFiles = ctFiles.length * CT_NAMES;
  const mrFiles: string[] = [];
  for (let copy = 1; copy <= MR_COPIES; copy++) {
    mrFiles.push(await writeImage(join(mrFolder, `mr-${copy}.dcm`), enhancedMr(copy)));
  }
  const largeFile = await writeImage(join(largeFolder, "large.dcm"), largeImage(sizes.largeFrames));
  const [rulesFile, keyFile] = [join(folder, "rules.json"), join(folder, "key")];
  await writeFile(rulesFile, JSON.stringify(peerRules([ctImage(1), enhancedMr(1)])));
  await writeFile(keyFile, Buffer.alloc(32, 7));
  return {
    scratch,
    ctFolder,
    ctFiles,
    manyFolder,
    manyFiles,
    mrFolder,
    mrFiles,
    largeFolder,
    largeFile,
    rulesFile,
    keyFile,
  };
}

async function writeImage(path: string, dataSet: DataSet): Promise<string> {
  const fileMeta = createDataSet({
    FileMetaInformationVersion: Uint8Array.of(0, 1),
    MediaStorageSOPClassUID: firstText(dataSet, tags.SOP_CLASS_UID) ?? "",
    MediaStorageSOPInstanceUID: firstText(dataSet, tags.SOP_INSTANCE_UID) ?? "",
    ImplementationClassUID: IMPLEMENTATION_CLASS_UID,
  });
  await writePlanToFile(planWrite({ fileMeta, dataSet, transferSyntax: EXPLICIT_VR_LITTLE_ENDIAN }), path);
  return path;
}
