import type { dates as en } from "../en/dates";

/** Days and moments, beside what `Intl` knows of them. */
export const dates: typeof en = {
  today: "Hoy",
  yesterday: "Ayer",
  yesterdayAt: (time) => `ayer, ${time}`,
  weekdayAt: (weekday, time) => `${weekday}, ${time}`,
  dayAt: (day, time) => `${day}, ${time}`,
};
