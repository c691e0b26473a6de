import { expect } from "chai";
import { iodOf, sopClassesWithIod } from "../../../../dicom/iod/iod";
import { MODALITIES_OF_IODS, MODALITIES_OF_SERIES } from "../../../../dicom/validate/consistency/modalities";
import { attributeOf, tagOf } from "../../../../dicom/dictionary/attributes";
import type { AttributeRow } from "../../../../dicom/validate/iod/attributeTable";
import { CONDITION_ROWS } from "../../../../dicom/validate/iod/conditions";
import { FUNCTIONAL_GROUP_CONDITIONS } from "../../../../dicom/validate/iod/tables/functionalGroupConditions";
import { MODULE_CONDITIONS } from "../../../../dicom/validate/iod/tables/moduleConditions";
import { SINGLE_ITEM_ROWS } from "../../../../dicom/validate/iod/tables/singleItems";
import { TERM_ROWS } from "../../../../dicom/validate/iod/terms";
import { attributesByHolder } from "../../../support/dicom/iodPlaces";

describe("the tables of PS3.3", () => {
  const places = attributesByHolder();

  /** Rows that can never apply: `attribute in holder`. */
  function lost(rows: readonly AttributeRow[]): readonly string[] {
    const everywhere = [...places.values()];
    return rows.flatMap(({ attribute, in: holders }) => {
      const tag = tagOf(attribute);
      if (!holders) return everywhere.some((tags) => tags.has(tag)) ? [] : [attribute];
      return holders
        .filter((holder) => !places.get(holder)?.has(tag))
        .map((holder) => `${attribute} in ${holder}`);
    });
  }

  it("have conditions of attributes where some IOD has them", () => {
    expect(lost(CONDITION_ROWS.flat())).to.deep.equal([]);
  });

  it("have values of attributes where some IOD has them", () => {
    expect(lost(TERM_ROWS.flat())).to.deep.equal([]);
  });

  it("have sequences of a single item where some IOD has them", () => {
    expect(lost(SINGLE_ITEM_ROWS)).to.deep.equal([]);
    expect(
      SINGLE_ITEM_ROWS.filter(({ attribute }) => attributeOf(tagOf(attribute))?.vr !== "SQ"),
    ).to.deep.equal([]);
  });

  it("have conditions of modules that some IOD has", () => {
    expect([...MODULE_CONDITIONS.keys()].filter((module) => !places.has(module))).to.deep.equal([]);
  });

  it("have conditions of functional groups where some IOD has them under a condition, one for each", () => {
    const all = sopClassesWithIod().flatMap((sopClass) => iodOf(sopClass) ?? []);
    const asked = new Map<string, number>();
    for (const { macros, iods } of FUNCTIONAL_GROUP_CONDITIONS) {
      for (const macro of macros) {
        const having = all.filter(({ functionalGroups }) =>
          functionalGroups.some(({ id, usage }) => id === macro && usage === "C"),
        );
        const names = [...new Set(having.map(({ id }) => id))];
        expect(names, macro).to.include.members([...(iods ?? [])]).and.not.be.empty;
        for (const iod of iods ?? names)
          asked.set(`${macro} of ${iod}`, (asked.get(`${macro} of ${iod}`) ?? 0) + 1);
      }
    }
    expect([...asked].filter(([, times]) => times > 1)).to.deep.equal([]);
  });

  it("have modalities of IODs and series modules that there are", () => {
    const iods = new Set(sopClassesWithIod().map((sopClass) => iodOf(sopClass)?.id));
    expect(Object.keys(MODALITIES_OF_IODS).filter((iod) => !iods.has(iod))).to.deep.equal([]);
    expect(Object.keys(MODALITIES_OF_SERIES).filter((module) => !places.has(module))).to.deep.equal([]);
  });

  it("have no value that the value representation of its attribute could not hold", () => {
    const forms: Readonly<Record<string, RegExp>> = {
      CS: /^[A-Z0-9_ ]{1,16}$/,
      US: /^\d+$/,
      SS: /^-?\d+$/,
      IS: /^-?\d+$/,
      DS: /^-?\d+$/,
    };
    const wrong = TERM_ROWS.flat().flatMap(({ attribute, values }) => {
      const form = forms[attributeOf(tagOf(attribute))?.vr ?? ""];
      return form ? values.filter((value) => !form.test(value)).map((value) => `${attribute}: ${value}`) : [];
    });
    expect(wrong).to.deep.equal([]);
  });

  it("list each value once", () => {
    for (const { attribute, values } of TERM_ROWS.flat())
      expect(new Set(values).size, attribute).to.equal(values.length);
  });
});
