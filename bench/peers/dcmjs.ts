import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import type { PeerRules } from "../generate/peerRules";
import { requirePackage } from "./installed";
import type { Peer } from "./peer";
import { readStart } from "./readStart";

interface Element {
  readonly vr: string;
  Value?: unknown[];
}

type Elements = Record<string, Element>;

interface DicomDict {
  readonly dict: Elements;
  readonly write: (options: { fragmentMultiframe: boolean }) => ArrayBuffer;
}

interface Dcmjs {
  readonly log: { readonly setLevel: (level: string) => void };
  readonly data: {
    readonly DicomMessage: {
      readonly readFile: (bytes: ArrayBuffer, options?: { untilTag: string }) => DicomDict;
    };
  };
}

const PIXEL_DATA = "7FE00010";

/** dcmjs with the rules of `PeerRules` at all levels. */
export function dcmjs(rulesFile: string): Peer {
  const { data, log } = requirePackage("dcmjs") as Dcmjs;
  log.setLevel("silent");
  const { DicomMessage } = data;
  const edit = editor(JSON.parse(readFileSync(rulesFile, "utf8")) as PeerRules);
  const header = (bytes: Buffer) => void DicomMessage.readFile(exactly(bytes), { untilTag: PIXEL_DATA });
  return {
    headerOfStart: (path) => header(readStart(path)),
    header: (path) => header(readFileSync(path)),
    write: (path, output) => {
      const object = DicomMessage.readFile(exactly(readFileSync(path)));
      edit(object.dict);
      writeFileSync(output, Buffer.from(object.write({ fragmentMultiframe: false })));
    },
  };
}

function exactly(bytes: Buffer): ArrayBuffer {
  const { buffer, byteOffset, length } = bytes;
  if (byteOffset === 0 && buffer.byteLength === length) return buffer as ArrayBuffer;
  return buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer;
}

function editor(rules: PeerRules): (elements: Elements) => void {
  const upper = (tags: readonly string[]) => new Set(tags.map((tag) => tag.toUpperCase()));
  const [remove, empty, dummy, mapUid] = [rules.remove, rules.empty, rules.dummy, rules.mapUid].map(upper);
  const edit = (elements: Elements) => {
    for (const [tag, element] of Object.entries(elements)) {
      if (remove?.has(tag) || parseInt(tag.charAt(3), 16) % 2 === 1) Reflect.deleteProperty(elements, tag);
      else if (empty?.has(tag)) element.Value = [];
      else if (dummy?.has(tag)) element.Value = element.vr === "SQ" ? [] : ["DUMMY"];
      else if (mapUid?.has(tag)) element.Value = element.Value?.map((uid) => mappedUid(String(uid))) ?? [];
      else if (element.vr === "SQ") element.Value?.forEach((item) => edit(item as Elements));
    }
  };
  return edit;
}

function mappedUid(uid: string): string {
  return `2.25.${BigInt(`0x${createHash("sha256").update(uid).digest("hex").slice(0, 32)}`)}`;
}
