import type { Tag } from "../../dictionary/tag";
import type { AttributeType } from "../../iod/attributeLevel";
import { iodOf, levelOf, type Iod } from "../../iod/iod";

/** What an IOD asks of a data set, or of the items of one sequence at one place in it. */
export interface TypeLevel {
  /** `undefined` where the attribute, or what a module asks of it, is not known. */
  typeOf(tag: Tag): AttributeType | undefined;
  items(sequence: Tag): TypeLevel | undefined;
}

const levels = new Map<Iod, TypeLevel>();

/**
 * The data set of an IOD; `undefined` where the SOP class is not known. Of the same attribute in several modules the
 * strongest type counts, whether the modules are mandatory or not: an attribute that is there is the sign that its
 * module is.
 */
export function typesOf(sopClassUid: string): TypeLevel | undefined {
  const iod = iodOf(sopClassUid);
  if (!iod) return undefined;
  let level = levels.get(iod);
  if (!level) levels.set(iod, (level = createLevel(iod)));
  return level;
}

/**
 * The strongest type of an attribute at its place in an IOD.
 *
 * @param path tags of the sequences that hold it, outermost first, and its own
 * @returns `undefined` where the tables do not know the IOD, one of its modules that could matter, or the place
 */
export function attributeType(sopClassUid: string, path: readonly Tag[]): AttributeType | undefined {
  let level = typesOf(sopClassUid);
  for (const tag of path.slice(0, -1)) level = level?.items(tag);
  const own = path.at(-1);
  return own === undefined ? undefined : level?.typeOf(own);
}

function createLevel(iod: Iod): TypeLevel {
  const level = levelOf(iod, iod.modules);
  if (iod.modules.every(({ node }) => node !== undefined)) return level;
  return {
    // A module that the tables do not know may ask more of an attribute of the data set than the others do.
    typeOf: (tag) => {
      const type = level.typeOf(tag);
      return type?.startsWith("1") ? type : undefined;
    },
    items: (sequence) => level.items(sequence),
  };
}
