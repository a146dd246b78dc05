/** A sentence with things in it that are more than text, in the order of its language. */
export type Sentence<Part> = (string | Part)[];
