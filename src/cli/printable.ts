/** What steers a terminal, or turns the direction in which it shows text: control characters, C1 ones too, and bidi controls. */
const STEERING = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** Text of one line, which shows as what it is: neither a file's name nor its values steer the terminal. */
export function printable(text: string): string {
  return text.replace(STEERING, (character) => {
    const code = character.charCodeAt(0);
    return code > 0xff ? `\\u${hex(code, 4)}` : `\\x${hex(code, 2)}`;
  });
}

/** The same of JSON, whose meaning stays; line breaks are those of its layout. */
export function printableJson(json: string): string {
  return json.replace(STEERING, (character) =>
    character === "\n" ? character : `\\u${hex(character.charCodeAt(0), 4)}`,
  );
}

/** A line of JSON that shows as what it is. */
export function formatJsonLine(value: object): string {
  return `${printableJson(JSON.stringify(value))}\n`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
