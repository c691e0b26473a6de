import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Toolbox } from "../peers/toolbox";
import { ratio, type Contestant, type Job } from "./job";

const BASIC = "basic profile alone";
const ALL_OPTIONS = "basic profile and all options";

const POLICIES = {
  [BASIC]: { profile: "basic" },
  "preset research": { profile: "basic", preset: "research" },
  [ALL_OPTIONS]: {
    profile: "basic",
    options: [
      "cleanGraphics",
      "cleanStructuredContent",
      "cleanDescriptors",
      "retainSafePrivate",
      "retainDeviceIdentity",
      "retainInstitutionIdentity",
      "retainPatientCharacteristics",
      "retainLongitudinalTemporalInformationModifiedDates",
    ],
  },
};

/** What options cost: those that clean read text, which the profile alone removes unread. */
export function policiesJob(toolbox: Toolbox): Job {
  const { ctFiles, ctFolder, keyFile } = toolbox.files;
  const contestant = ([name, policy]: [string, object], index: number): Contestant => {
    const path = join(dirname(keyFile), `policy-${index}.json`);
    writeFileSync(path, JSON.stringify(policy));
    return toolbox.commandLine(name, ctFolder, 1, "--policy", path);
  };
  return {
    id: "policies",
    title: `De-identify ${ctFiles.length} CT files by policy`,
    files: ctFiles.length,
    baseline: BASIC,
    contestants: Object.entries(POLICIES).map(contestant),
    targets: [
      {
        text: "all options: CPU over the basic profile's",
        measure: ratio("cpuMs", ALL_OPTIONS, BASIC),
        unit: "×",
        limit: 1.5,
      },
    ],
  };
}
