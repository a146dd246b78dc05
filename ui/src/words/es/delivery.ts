import type { delivery as en } from "../en/delivery";

/** How far a message has come. */
export const delivery: typeof en = {
  status: {
    queued: "En cola",
    sent: "Enviado",
    delivered: "Entregado",
    read: "Leído",
    not_sent: "No enviado",
  },
  meaning: {
    queued: "Guardado en esta computadora. Se enviará cuando se pueda acceder al servicio.",
    sent: "En el servicio.",
    delivered: "En el dispositivo del paciente.",
    read: "El paciente ha abierto la conversación desde entonces.",
  },
  notSentBecause: {
    no_longer_on_care_team:
      "Usted ya no forma parte del equipo de atención de este paciente, o la aplicación del paciente fue desactivada.",
    too_long: "El servicio no acepta un texto tan largo.",
    refused: "El servicio rechazó este mensaje.",
    conflict: "Ya se envió otro mensaje con el mismo número.",
    older_copy:
      "Esperaba en un archivo anterior de este programa que fue restaurado, y es posible que después se hayan enviado otros mensajes. Puede volver a enviarlo sin riesgo: si ya se envió, no se envía dos veces.",
  },
  notSent: "No enviado.",
  discardTitle: "¿Descartar este mensaje?",
  discardText: "No se envió, y su texto no se podrá recuperar.",
};
