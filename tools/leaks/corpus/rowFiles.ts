import { DataElement, Item, tagOfName, type Keyword, type Tag } from "../../../dicom";
import { hiddenItems } from "./nestedPlaces";
import type { Iod } from "./iods";
import { FileBuilder, type SyntaxName } from "./fileBuilder";
import { plantRows, type PlantedElements } from "./plantedRows";
import type { Tokens } from "./tokens";

/** Sequences that Table E.1-1 does not list, so that what is inside is judged by itself. */
const NESTED = tagOfName("PertinentOtherEvidenceSequence");
const DEEP: readonly Tag[] = [tagOfName("ReferencedSeriesSequence"), tagOfName("ReferencedInstanceSequence")];
const UN = tagOfName("CurrentRequestedProcedureEvidenceSequence");

/** Attributes that the file itself needs as they are, at its top level. */
const NEEDED: readonly Keyword[] = ["SOPInstanceUID", "PatientID", "IssuerOfPatientID"];

/** Every row of the table in an object of the IOD: at the top, in items, deeper, and in a sequence of VR UN. */
export function rowFiles(iod: Iod, syntax: SyntaxName, tokens: Tokens): FileBuilder[] {
  const needed = new Set<Tag>(NEEDED.map(tagOfName));
  const isNeeded = (tag: Tag): boolean => needed.has(tag);
  const name = (level: string): string => `${iod.name}-${syntax}-${level}`;

  const top = new FileBuilder(name("rows-top"), iod, syntax, tokens);
  const replaced = top.plants.filter(({ at }) => !NEEDED.some((keyword) => keyword === at));
  for (const plant of replaced) top.plants.splice(top.plants.indexOf(plant), 1);
  top.add(...take(top, plantRows(tokens, "Table E.1-1, top level", [], isNeeded)));

  const nested = new FileBuilder(name("rows-nested"), iod, syntax, tokens);
  const item = take(nested, plantRows(tokens, "Table E.1-1, in an item", [[NESTED, 0]]));
  const [outer = 0, inner = 0] = DEEP;
  const deepItems: readonly (readonly [Tag, number])[] = [
    [outer, 0],
    [inner, 0],
  ];
  const deep = take(nested, plantRows(tokens, "Table E.1-1, two items deep", deepItems));
  nested.add(
    DataElement.ofItems(NESTED, [new Item(item)]),
    DataElement.ofItems(outer, [new Item([DataElement.ofItems(inner, [new Item(deep)], true)])], true),
  );

  const hidden = new FileBuilder(name("rows-un"), iod, syntax, tokens);
  const inUn = take(hidden, plantRows(tokens, "Table E.1-1, in items of VR UN", [[UN, 0]]));
  hidden.add(DataElement.ofBytes(UN, "UN", hiddenItems(inUn)));
  return [top, nested, hidden];
}

function take(file: FileBuilder, { elements, plants, rows }: PlantedElements): readonly DataElement[] {
  file.plants.push(...plants);
  file.rows.push(...rows);
  return elements;
}
