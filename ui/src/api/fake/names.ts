/** People of the made-up practice: names of many kinds, none of a real person. */

/** A patient before they are in the practice. */
export interface Person {
  name: string;
  birthDate: string;
  pronouns: string | null;
}

/** Patients whose names are hard for a program: look-alikes, long, in other scripts, markup, direction marks. */
export const NOTABLE: Person[] = [
  { name: "Maria Alvarez", birthDate: "1980-03-04", pronouns: "she/her" },
  { name: "María Álvarez", birthDate: "1991-11-23", pronouns: "she/her" },
  { name: "José Núñez", birthDate: "1975-07-19", pronouns: "he/him" },
  { name: "Zoë Brandt-Søndergaard", birthDate: "1999-01-30", pronouns: "they/them" },
  {
    name: "Wolfeschlegelsteinhausenbergerdorff Maximiliana Augusta-Rose",
    birthDate: "1948-12-01",
    pronouns: null,
  },
  { name: "فاطمة الزهراء", birthDate: "1988-05-14", pronouns: null },
  { name: "王小明", birthDate: "2001-09-09", pronouns: "he/him" },
  { name: "<img src=x onerror=alert(1)>", birthDate: "1970-01-01", pronouns: null },
  { name: "Robin \u202eetsoc\u202c Frost", birthDate: "1966-06-06", pronouns: null },
];

const FIRST = [
  "Amara",
  "Benjamin",
  "Chloé",
  "Dmitri",
  "Elena",
  "Farid",
  "Greta",
  "Hiro",
  "Imani",
  "Jonas",
  "Katarzyna",
  "Liam",
  "Mei",
  "Nadia",
  "Oscar",
  "Priya",
  "Quentin",
  "Rosa",
  "Søren",
  "Tomás",
  "Uma",
  "Viktor",
  "Wanda",
  "Ximena",
  "Yusuf",
];
const LAST = [
  "Okafor",
  "Whitfield",
  "Dubois",
  "Petrov",
  "Rossi",
  "Haddad",
  "Lindqvist",
  "Tanaka",
  "Mwangi",
  "Weber",
  "Nowak",
  "Murphy",
  "Chen",
  "Rahman",
  "Silva",
  "Sharma",
  "Lefèvre",
  "Castillo",
  "Kierkegaard",
  "Herrera",
];

const PRONOUNS = ["she/her", "he/him", null, "they/them"];

/** The `index`th ordinary patient; always the same. */
export function ordinaryPerson(index: number): Person {
  const round = Math.floor(index / FIRST.length);
  const year = 1940 + ((index * 7) % 70);
  const month = String(1 + ((index * 5) % 12)).padStart(2, "0");
  const day = String(1 + ((index * 11) % 28)).padStart(2, "0");
  const suffix = round >= LAST.length ? ` ${Math.floor(round / LAST.length) + 1}` : "";
  return {
    name: `${FIRST[index % FIRST.length]} ${LAST[(index * 3 + round) % LAST.length]}${suffix}`,
    birthDate: `${year}-${month}-${day}`,
    pronouns: PRONOUNS[index % PRONOUNS.length] ?? null,
  };
}
