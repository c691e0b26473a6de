/** Month names as they are written in reports, January first, one language and length a line; without diacritics. */
const MONTH_NAMES = `
january february march april may june july august september october november december
jan feb mar apr may jun jul aug sep oct nov dec
januar februar marz april mai juni juli august september oktober november dezember
jan feb mrz apr mai jun jul aug sep okt nov dez
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
janv fevr mars avr mai juin juil aout sept oct nov dec
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
ene feb mar abr may jun jul ago sept oct nov dic
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
gen feb mar apr mag giu lug ago set ott nov dic
januari februari maart april mei juni juli augustus september oktober november december
jan feb mrt apr mei jun jul aug sep okt nov dec
`;

interface MonthName {
  readonly month: number;
  /** The twelve of its line. */
  readonly names: readonly string[];
}

let byName: ReadonlyMap<string, MonthName> | undefined;

function parseNames(): ReadonlyMap<string, MonthName> {
  const found = new Map<string, MonthName>();
  for (const line of MONTH_NAMES.trim().split("\n")) {
    const names = line.split(" ");
    names.forEach((name, index) => {
      if (!found.has(name)) found.set(name, { month: index + 1, names });
    });
  }
  return found;
}

/** From 1; `undefined` for a word that names no month. */
export function monthOf(folded: string): number | undefined {
  byName ??= parseNames();
  return byName.get(folded)?.month;
}

/** The name of another month as `like` is written: the same language, length and case. */
export function nameOfMonth(month: number, folded: string, like: string): string {
  byName ??= parseNames();
  const name = byName.get(folded)?.names[month - 1] ?? "";
  if (like === like.toUpperCase()) return name.toUpperCase();
  return like.charAt(0) === like.charAt(0).toLowerCase()
    ? name
    : name.charAt(0).toUpperCase() + name.slice(1);
}
