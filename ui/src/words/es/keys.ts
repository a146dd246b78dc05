import type { keys as en } from "../en/keys";

/** The table of the keys. */
export const keys: typeof en = {
  habits: {
    move: "Moverse por la lista, también desde el campo de búsqueda",
    open: "Abrir la conversación",
    send: "Enviar el mensaje",
    line: "Línea nueva",
    back: "Borrar la búsqueda, o un paso atrás",
  },
  or: "o",
  key: "Tecla",
  does: "Qué hace",
};
