// @ts-check
/** The icons of the page: one path each, drawn as a line in a box of 24 by 24. */
export const BACK = "M15 5l-7 7 7 7";
export const DOWN = "M12 5v14M6 13l6 6 6-6";
export const PHONE =
  "M6 3.5h3l1.8 4.6-2.3 1.6a12 12 0 0 0 5.8 5.8l1.6-2.3 4.6 1.8v3a2 2 0 0 1-2.2 2A16.5 16.5 0 0 1 4 5.7a2 2 0 0 1 2-2.2z";
export const SEND = "M20.5 3.5 10.5 13.5M20.5 3.5 14 20.5l-3.5-7-7-3.5z";
export const SIGN_OUT = "M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M9.5 8l-4 4 4 4M5.5 12H15";
export const WARNING = "M12 4 2.8 20h18.4zM12 10.5v4M12 17.2v.1";
