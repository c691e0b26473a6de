import type { Random } from "./random";

/** What may stand where something else is expected. */
const STRANGERS: readonly unknown[] = [
  null,
  true,
  0,
  -0,
  1.5,
  2 ** 53,
  -1e300,
  "",
  "NaN",
  "1e999",
  "AAAA",
  "===",
  "\\",
  "\ud800",
  "日本",
  "x".repeat(5000),
  [],
  [[]],
  [null, null],
  {},
  { vr: "SQ" },
  { vr: "SQ", Value: [{}] },
  { vr: "PN", Value: [{ Alphabetic: "=", Phonetic: 1 }] },
  { vr: "OB", InlineBinary: "AA==" },
  { vr: "UV", Value: ["18446744073709551616"] },
  { BulkDataURI: "offset=0&length=4294967296" },
  { vr: "OW", BulkDataURI: "offset=9&length=9&offsetTable=1&fragments=1" },
];

const NAMES: readonly string[] = [
  "vr",
  "Value",
  "InlineBinary",
  "BulkDataURI",
  "00080005",
  "FFFEE000",
  "7FE00010",
  "x",
  "__proto__",
  "constructor",
];

/** The JSON with one to four of its parts replaced, removed, renamed or repeated. Changes `json` itself. */
export function mutateJson(json: unknown, random: Random): unknown {
  let root = json;
  for (let left = 1 + random.below(4); left > 0; left--) {
    let parent: unknown = root;
    for (let deeper = random.below(8); ; deeper--) {
      const names = namesIn(parent);
      if (names.length === 0) {
        root = stranger(random);
        break;
      }
      const name = random.pick(names);
      const child = (parent as Record<string, unknown>)[name];
      if (deeper > 0 && namesIn(child).length > 0) {
        parent = child;
        continue;
      }
      change(parent as Record<string, unknown>, name, random);
      break;
    }
  }
  return root;
}

/** A copy: it may be changed in its turn, and what an input is must not depend on the inputs before. */
function stranger(random: Random): unknown {
  return structuredClone(random.pick(STRANGERS));
}

function namesIn(value: unknown): string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function change(parent: Record<string, unknown>, name: string, random: Random): void {
  const value = parent[name];
  const fresh = stranger(random);
  const other = random.pick(NAMES);
  const put = (key: string, what: unknown) =>
    Object.defineProperty(parent, key, { value: what, enumerable: true, configurable: true, writable: true });
  if (Array.isArray(parent)) {
    if (random.chance(0.5)) parent.push(structuredClone(value));
    else put(name, fresh);
    return;
  }
  if (random.chance(0.5)) put(name, fresh);
  else put(other, value);
  if (random.chance(0.3) && other !== name) put(name, undefined);
}
