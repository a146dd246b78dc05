import { pluralIn } from "../plural";

/** The form of an English word that goes with a number. */
export const plural = pluralIn("en");
