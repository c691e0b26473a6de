import { parseDateTime } from "../../text/dateTime";
import { readText } from "../../text/values";
import type { LocalChecks } from "./localChecks";

/** What is written as SH has the form of the end of a DT, PS3.3 §C.12.1.1.8. */
export const TIME_ZONE_CHECKS: LocalChecks = {
  TimezoneOffsetFromUTC: (element, { dataSet, place, context }) => {
    const [text = ""] = readText(element, dataSet);
    const isOffset =
      /^[+-]\d{4}$/.test(text) && parseDateTime(`2000${text}`) !== undefined && text !== "-0000";
    if (text === "" || isOffset) return;
    const facts = { clause: "PS3.3 §C.12.1", expected: "&ZZXX", value: () => text };
    context.log.add("INVALID_TIME_ZONE", element.tag, place, facts);
  },
};
