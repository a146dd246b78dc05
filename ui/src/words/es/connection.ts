import type { connection as en } from "../en/connection";

/** The line to the service, and the filling of the copy on this computer. */
export const connection: typeof en = {
  problem: {
    server_unreachable: "El servidor no responde.",
    proxy_unreachable: "No se puede llegar al proxy de su red.",
    proxy_needs_sign_in: "El proxy de su red le pide iniciar sesión.",
    proxy_refused: "El proxy de su red no deja pasar la conexión.",
    not_our_server:
      "En la dirección del servidor responde otra cosa; es posible que la red le pida iniciar sesión.",
    bad_certificate:
      "El certificado del servidor no es de confianza; el departamento de informática de su consultorio puede revisarlo.",
    server_unavailable: "El servidor no está disponible en este momento.",
    update_needed: "Solicite la versión actual al departamento de informática de su consultorio.",
    disk_full:
      "El disco de esta computadora está lleno; libere espacio para que se puedan guardar los mensajes nuevos.",
  },
  attention: "Atención.",
  offline: "Sin conexión.",
  offlineText: "Puede leer y escribir; los mensajes se enviarán cuando vuelva la conexión.",
  updateNeeded: "Se necesita una actualización.",
  updateNeededText:
    "El servidor requiere una versión más reciente de este programa. Puede leer y escribir; los mensajes se enviarán después de la actualización.",
  upToDateAsOf: (moment) => `Última actualización: ${moment}.`,
  tryNow: "Probar ahora",
  memoryOnly: "No se guarda nada en esta computadora.",
  memoryOnlyText:
    "No hay un llavero del sistema, por lo que los mensajes, los borradores y los textos sin enviar se pierden al cerrar el programa.",
  loadingHistory: "Cargando el historial",
  loadingHistoryOf: (complete, total) => `Cargando el historial: ${complete} de ${total} conversaciones`,
  historyLoaded: "Historial cargado",
};
