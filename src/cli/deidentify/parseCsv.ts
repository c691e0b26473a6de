/**
 * Records and their fields by RFC 4180; lines that are blank are none. `undefined` where a quote is not closed, or a
 * field goes on behind its closing quote.
 */
export function parseCsv(text: string): string[][] | undefined {
  const records: string[][] = [];
  let record: string[] = [];
  // A field, quoted or not, and what ends it: a comma, a line break, the end of the text.
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|\n|\r|$)/y;
  while (field.lastIndex < text.length || record.length > 0) {
    const [, value = "", end = ""] = field.exec(text) ?? [];
    if (field.lastIndex === 0) return undefined;
    record.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === ",") continue;
    if (record.some((one) => one.trim() !== "")) records.push(record);
    record = [];
  }
  return records;
}
