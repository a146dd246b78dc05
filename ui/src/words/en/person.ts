/** Patients, beside their names. */
export const person = {
  born: (date: string) => `Born ${date}`,
  bornWithAge: (date: string, years: number) => `Born ${date} (${years})`,
  noLongerListed: "A patient no longer in your list",
};
