import { NUMBER_OF_FRAMES, PIXEL_DATA } from "../dictionary/tags";
import { iodOf, levelOf, type Iod } from "./iod";

const known = new Map<Iod, boolean | undefined>();

/**
 * True of images whose IOD has Number of Frames in some module, false of those that are a single frame;
 * `undefined` of what is no image, and where the tables do not know all modules of the IOD.
 */
export function mayHaveFrames(sopClassUid: string): boolean | undefined {
  const iod = iodOf(sopClassUid);
  if (!iod) return undefined;
  if (!known.has(iod)) known.set(iod, decide(iod));
  return known.get(iod);
}

function decide(iod: Iod): boolean | undefined {
  const level = levelOf(iod, iod.modules);
  if (!level.has(PIXEL_DATA)) return undefined;
  if (level.has(NUMBER_OF_FRAMES)) return true;
  return iod.modules.some(({ node }) => node === undefined) ? undefined : false;
}
