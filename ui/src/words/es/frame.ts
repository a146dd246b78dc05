import type { frame as en } from "../en/frame";
import { plural } from "./plural";

/** The window around the screens: navigation, panes, and the ground of what comes before them. */
export const frame: typeof en = {
  navigation: "Principal",
  messages: "Mensajes",
  notSent: "No enviados",
  settings: "Ajustes",
  help: "Ayuda",
  lock: "Bloquear",
  unreadCount: (count) => `${count} sin leer`,
  notSentCount: (count) => plural(count, { one: `${count} no enviado`, other: `${count} no enviados` }),
  overNinetyNine: "99+",
  listWidth: "Ancho de la lista",
  gateFoot: "Mensajes seguros con sus propios pacientes. Solo asuntos no urgentes.",
  opening: "Abriendo",
};
