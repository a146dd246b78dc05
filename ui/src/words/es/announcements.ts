import type { announcements as en } from "../en/announcements";
import { plural } from "./plural";

/** What a screen reader is told without being asked. */
export const announcements: typeof en = {
  region: "Anuncios",
  message: (name, text, time) => `${name}: ${text}, ${time}`,
  newMessages: (count, name) =>
    plural(count, { one: `1 mensaje nuevo de ${name}`, other: `${count} mensajes nuevos de ${name}` }),
  notSent: (name) => `No se envió un mensaje para ${name}`,
  notSentToNobodyListed: "No se envió un mensaje para un paciente que ya no está en su lista",
  conversationEnded: "Esta conversación ha terminado. Se eliminó de esta computadora.",
};
