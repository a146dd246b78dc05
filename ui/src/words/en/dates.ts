/** Days and moments, beside what `Intl` knows of them. */
export const dates = {
  today: "Today",
  yesterday: "Yesterday",
  /** For the middle of a sentence. */
  yesterdayAt: (time: string) => `yesterday ${time}`,
  weekdayAt: (weekday: string, time: string) => `${weekday} ${time}`,
  dayAt: (day: string, time: string) => `${day}, ${time}`,
};
