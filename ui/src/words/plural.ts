/** The forms that a word takes with a number. */

/** One form for each kind of number that English and Spanish tell apart. */
export interface Forms {
  one: string;
  other: string;
}

/** Chooses among the forms of a word by the rules of a language. */
export function pluralIn(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  return (count, forms) => (rules.select(count) === "one" ? forms.one : forms.other);
}
