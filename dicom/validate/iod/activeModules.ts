import type { Tag } from "../../dictionary/tag";
import type { AttributeLevel } from "../../iod/attributeLevel";
import { levelOf, type Iod, type IodModule } from "../../iod/iod";
import type { ConditionPlace } from "./condition";
import { MODULE_CONDITIONS } from "./tables/moduleConditions";

/** The modules that a data set has, and what they ask of it together. */
export interface ActiveModules {
  /** Their names. */
  readonly holders: ReadonlySet<string>;
  readonly level: AttributeLevel;
  /** Mandatory modules that ask for something, with all their attributes. */
  readonly mandatory: readonly (readonly [IodModule, attributes: readonly Tag[]])[];
  /** The module that asks most of an attribute of the data set. */
  moduleOf(tag: Tag): IodModule | undefined;
}

interface IodPlan {
  readonly levels: readonly (readonly [IodModule, AttributeLevel])[];
  /** Modules that are not mandatory, by the attributes that no other module of the IOD has. */
  readonly signs: ReadonlyMap<Tag, number>;
  /** By the modules that are there. */
  readonly active: Map<string, ActiveModules>;
}

/** Combinations of modules that are kept ready; objects of one device have the same. */
const KEPT_COMBINATIONS = 64;

const plans = new Map<Iod, IodPlan>();

/**
 * The mandatory modules, conditional ones whose condition holds, and each other of which the data set has an attribute that
 * is the module's alone: without one there is no sign that whoever made the object meant the module.
 */
export function activeModulesOf(iod: Iod, place: ConditionPlace): ActiveModules {
  let plan = plans.get(iod);
  if (!plan) plans.set(iod, (plan = createPlan(iod)));
  const { levels, signs, active } = plan;
  const isActive = levels.map(([module]) => isRequired(module, place));
  for (const { tag } of place.dataSet.elements) {
    const index = signs.get(tag);
    if (index !== undefined) isActive[index] = true;
  }
  const key = isActive.map(Number).join("");
  let modules = active.get(key);
  if (!modules) {
    const there = levels.filter((_, index) => isActive[index]);
    if (active.size >= KEPT_COMBINATIONS) active.clear();
    active.set(key, (modules = createActive(iod, there)));
  }
  return modules;
}

function isRequired({ id, usage }: IodModule, place: ConditionPlace): boolean {
  return usage === "M" || (usage === "C" && MODULE_CONDITIONS.get(id)?.(place) === true);
}

function createPlan(iod: Iod): IodPlan {
  const levels = iod.modules.map((module) => [module, levelOf(iod, [module])] as const);
  const holders = new Map<Tag, number[]>();
  levels.forEach(([, level], index) => {
    for (const tag of level.entries.keys()) holders.set(tag, [...(holders.get(tag) ?? []), index]);
  });
  const signs = new Map<Tag, number>();
  for (const [tag, [index, ...others]] of holders) {
    if (index !== undefined && others.length === 0 && iod.modules[index]?.usage !== "M")
      signs.set(tag, index);
  }
  return { levels, signs, active: new Map() };
}

function createActive(iod: Iod, there: IodPlan["levels"]): ActiveModules {
  const modules = there.map(([module]) => module);
  const level = levelOf(iod, modules);
  return {
    holders: new Set(modules.map(({ id }) => id)),
    level,
    mandatory: there.flatMap(([module, own]) =>
      module.usage === "M" && asks(own) ? [[module, [...own.entries.keys()]] as const] : [],
    ),
    moduleOf: (tag) => {
      const type = level.typeOf(tag);
      return there.find(([, own]) => own.has(tag) && own.typeOf(tag) === type)?.[0];
    },
  };
}

const asks = (level: AttributeLevel): boolean =>
  [...level.entries.values()].some(({ type }) => type === "1" || type === "2");
