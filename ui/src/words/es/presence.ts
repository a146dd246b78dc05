import type { presence as en } from "../en/presence";

/** Whether a patient is there. */
export const presence: typeof en = {
  online: "En línea ahora",
  offline: "Sin conexión",
  lastSeen: (moment) => `Sin conexión, última vez: ${moment}`,
  unknown: "Presencia desconocida mientras usted no tiene conexión",
};
