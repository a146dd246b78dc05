/** What people of the made-up practice write to each other. */

const EXCHANGES: [fromClinician: boolean, text: string][][] = [
  [
    [true, "A reminder of our appointment on Thursday at 10:30."],
    [false, "Thank you, I will be there."],
    [false, "Should I bring the sleep diary?"],
    [true, "Yes, please. The last two weeks are enough."],
  ],
  [
    [false, "The new exercises help, mornings are easier now."],
    [true, "Good to hear. Keep them short, ten minutes are plenty."],
  ],
  [
    [true, "How did the week go?"],
    [false, "Better than the one before. Two bad nights, the rest was fine."],
    [true, "That is progress. We will look at the two nights together."],
  ],
  [
    [false, "Could you send me the breathing guide again?"],
    [true, "Here it is: https://resources.example.org/breathing/guide\nThe second page is the one we used."],
    [false, "Found it, thanks"],
  ],
  [
    [true, "The laboratory results are in and look as expected. Nothing to change for now."],
    [false, "That is a relief 🙂"],
  ],
];

/** The `index`th exchange; always the same. */
export function exchange(index: number): [fromClinician: boolean, text: string][] {
  return EXCHANGES[index % EXCHANGES.length] ?? [];
}
