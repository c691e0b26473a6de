import { burnedInFiles, documentFiles, reportFile } from "./documents";
import { compressCleanPixels, compressPixels } from "./compressed";
import { FileBuilder, type SyntaxName } from "./fileBuilder";
import { characterSetFiles, copiedValuesFile, freeTextFile } from "./freeText";
import { HIDING_PLACES } from "./hidingPlaces";
import { IODS, iodNamed } from "./iods";
import { NESTED_PLACES } from "./nestedPlaces";
import type { CorpusFile } from "./plant";
import { rowFiles } from "./rowFiles";
import { studyFiles } from "./study";
import { Tokens } from "./tokens";

export type CorpusSize = "quick" | "whole";

/** What the sizes differ in. */
const SIZES: Readonly<
  Record<
    CorpusSize,
    { iods: readonly string[]; syntaxes: readonly SyntaxName[]; places: readonly SyntaxName[] }
  >
> = {
  quick: { iods: ["ct", "sr"], syntaxes: ["explicit"], places: ["implicit"] },
  whole: {
    iods: IODS.map(({ name }) => name),
    syntaxes: ["implicit", "explicit", "deflated", "jpeg"],
    places: ["implicit", "explicit", "deflated"],
  },
};

const COMPRESSED: readonly SyntaxName[] = ["jpeg", "jpegLs", "jpeg2000", "rle"];

/** Compressed pixel data makes no sense in an object without any. */
function canHave(iodName: string, syntax: SyntaxName): boolean {
  return iodNamed(iodName).image || !COMPRESSED.includes(syntax);
}

/** The same files, byte for byte, in every run. */
export async function buildCorpus(size: CorpusSize): Promise<CorpusFile[]> {
  const tokens = new Tokens();
  const { iods, syntaxes, places } = SIZES[size];
  const builders: FileBuilder[] = [];
  for (const iodName of iods) {
    for (const syntax of syntaxes.filter((one) => canHave(iodName, one))) {
      const iod = iodNamed(iodName);
      const plain = new FileBuilder(`${iodName}-${syntax}-plain`, iod, syntax, tokens);
      plain.conformant = true;
      const files = [plain, ...rowFiles(iod, syntax, tokens)];
      for (const file of files) compressCleanPixels(file);
      builders.push(...files);
    }
  }
  for (const syntax of places) {
    for (const [name, hide] of Object.entries({ ...HIDING_PLACES, ...NESTED_PLACES })) {
      const file = new FileBuilder(`ct-${syntax}-${name}`, iodNamed("ct"), syntax, tokens);
      hide(file);
      builders.push(file);
    }
    builders.push(reportFile(syntax, tokens), freeTextFile(syntax, tokens), copiedValuesFile(syntax, tokens));
    builders.push(...documentFiles(syntax, tokens), ...burnedInFiles(syntax, tokens));
    builders.push(...characterSetFiles(syntax, tokens));
  }
  for (const syntax of COMPRESSED) {
    const file = new FileBuilder(`cr-${syntax}-fragments`, iodNamed("cr"), syntax, tokens);
    compressPixels(file);
    builders.push(file);
  }
  builders.push(...studyFiles("explicit", tokens));
  const files: CorpusFile[] = [];
  for (const builder of builders) files.push(await builder.build());
  return files;
}
