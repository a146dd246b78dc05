import { pluralIn } from "../plural";

/** The form of a Spanish word that goes with a number. */
export const plural = pluralIn("es");
