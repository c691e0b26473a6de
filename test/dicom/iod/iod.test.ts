import { expect } from "chai";
import { iodOf, levelOf, sopClassesWithIod, type Iod } from "../../../dicom/iod/iod";
import { tagOfName, type AttributeName } from "../../../dicom/dictionary/attributes";

const CT = "1.2.840.10008.5.1.4.1.1.2";
const ENHANCED_CT = "1.2.840.10008.5.1.4.1.1.2.1";
const RT_PLAN = "1.2.840.10008.5.1.4.1.1.481.5";

function iod(sopClassUid: string): Iod {
  const found = iodOf(sopClassUid);
  if (!found) throw new Error("no IOD");
  return found;
}

function typeAt(of: Iod, ...path: AttributeName[]): string | undefined {
  const tags = path.map((name) => tagOfName(name));
  let level: ReturnType<typeof levelOf> | undefined = levelOf(of, of.modules);
  for (const tag of tags.slice(0, -1)) level = level?.items(tag);
  return level?.typeOf(tags.at(-1) ?? 0);
}

describe("an IOD", () => {
  it("has modules with their usage and the section that defines them", () => {
    const modules = iod(CT).modules.map(({ id, usage, section }) => `${id} ${usage} ${section}`);
    expect(modules).to.include.members([
      "patient M C.7.1.1",
      "ct-image M C.8.2.1",
      "contrast-bolus C C.7.6.4",
      "device U C.7.6.12",
    ]);
  });

  it("has functional group macros where it is multi-frame", () => {
    expect(iod(CT).functionalGroups).to.deep.equal([]);
    const macros = iod(ENHANCED_CT).functionalGroups.map(({ id, usage }) => `${id} ${usage}`);
    expect(macros).to.include.members([
      "pixel-measures M",
      "cardiac-synchronization C",
      "temporal-position U",
    ]);
  });

  it("says the type of an attribute at its place", () => {
    expect(typeAt(iod(CT), "KVP")).to.equal("2");
    expect(typeAt(iod(RT_PLAN), "BeamSequence", "ControlPointSequence")).to.equal("1");
    expect(typeAt(iod(ENHANCED_CT), "PerFrameFunctionalGroupsSequence", "ReferencedImageSequence")).to.equal(
      "2",
    );
  });

  it("says it of planes of overlays by the first", () => {
    expect(typeAt(iod(CT), 0x60000010)).to.equal("1");
  });

  it("says nothing of what its modules do not have", () => {
    expect(typeAt(iod(CT), "DoseGridScaling")).to.equal(undefined);
    expect(typeAt(iod(CT), "KVP", "PatientName")).to.equal(undefined);
    expect(levelOf(iod(CT), []).entries.size).to.equal(0);
  });

  it("is there for every SOP class that the tables list, each module with a place in them", () => {
    for (const sopClass of sopClassesWithIod()) expect(iod(sopClass).modules, sopClass).to.not.deep.equal([]);
    expect(iodOf("1.2.840.10008.5.1.4.1.1.2.99")).to.equal(undefined);
    expect(iodOf("1.3.6.1.4.1.9590.100.1")).to.equal(undefined);
  });
});
