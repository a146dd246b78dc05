import type { closing as en } from "../en/closing";

/** What closing the window means. */
export const closing: typeof en = {
  title: "¿Desea que Allia Messages siga en ejecución?",
  keepRunning: "Seguir en ejecución",
  keepRunningText:
    "En la bandeja del sistema sigue recibiendo mensajes y le avisa de los nuevos. Se bloquea allí igual que en su ventana.",
  quit: "Salir",
  quitText: "Si sale, se enterará de los mensajes nuevos cuando lo vuelva a abrir.",
  askedOnce: "Se le pregunta una sola vez. Puede cambiarlo en Ajustes.",
};
