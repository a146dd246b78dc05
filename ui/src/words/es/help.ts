import type { help as en } from "../en/help";

/** What a clinician may ask. */
export const help: typeof en = {
  title: "Ayuda",
  missing: "Por qué puede no aparecer un paciente",
  missingText:
    "La lista muestra a los pacientes que han activado la aplicación y en cuyo equipo de atención usted es miembro activo. No es posible escribir a un paciente que no está en la lista.",
  nonUrgent: "Solo mensajes no urgentes",
  nonUrgentText:
    "Cada vez que los pacientes abren sus mensajes, aparece arriba un aviso de emergencia. Dice lo siguiente:",
  noticeLater: "El aviso se mostrará aquí cuando haya tenido conexión.",
  delivery: "Qué significan las palabras debajo de un mensaje",
  notSentMeaning: "No se envía por sí solo. El motivo está al lado y en No enviados.",
  dots: "Los puntos",
  dotsText:
    "Verde: el paciente está en línea ahora. Gris: sin conexión. Un punto hueco: no se puede saber mientras usted no tenga conexión.",
  lock: "Cuándo se bloquea",
  lockText:
    "Allia Messages se bloquea cuando nadie ha presionado una tecla ni movido el puntero durante el tiempo indicado en los ajustes, y de inmediato cuando la computadora se suspende, se bloquea su pantalla o la toma otro usuario. Se desbloquea con su contraseña. Lo que estaba escribiendo se conserva. Las notificaciones continúan, solo con el número de mensajes nuevos.",
  notDone: "Qué no hace este programa",
  notDoneText:
    "Los mensajes requieren la aplicación del paciente. Las citas por enlace de correo electrónico, la reserva de citas por el paciente y los formularios son otros productos; no forman parte de este programa.",
  keys: "Teclas",
};
