import type { notSent as en } from "../en/notSent";

/** The screen of the messages that did not go out. */
export const notSent: typeof en = {
  title: "No enviados",
  lead: "Mensajes que no se envían por sí solos. Cada uno se conserva aquí hasta que usted lo descarte, salvo que se indique otra cosa.",
  allSent: "Todo se envió",
  allSentText:
    "Los mensajes escritos sin conexión esperan en sus conversaciones y se enviarán cuando vuelva la conexión.",
  written: (moment) => `Escrito: ${moment}`,
  onlyHere:
    "No se guardó y solo está en esta ventana: se pierde cuando el programa se bloquea o se cierra, o cuando usted cierra sesión.",
  shownOnce:
    "Se muestra solo esta vez: cuando el programa se bloquee o se cierre, se eliminará definitivamente. Cópielo si lo necesita.",
  openChat: "Abrir conversación",
  copy: "Copiar texto",
  copied: "Copiado",
  textCopied: "Texto copiado",
  notCopied: "No se pudo copiar el texto. Selecciónelo y cópielo.",
};
