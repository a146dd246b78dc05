import type { person as en } from "../en/person";
import { plural } from "./plural";

/** Patients, beside their names. */
export const person: typeof en = {
  born: (date) => `Nacimiento: ${date}`,
  bornWithAge: (date, years) =>
    `Nacimiento: ${date} (${years} ${plural(years, { one: "año", other: "años" })})`,
  noLongerListed: "Paciente que ya no está en su lista",
};
