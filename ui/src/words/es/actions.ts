import type { actions as en } from "../en/actions";

/** What buttons do, where several screens have the same. */
export const actions: typeof en = {
  back: "Volver",
  backToList: "Volver a la lista",
  cancel: "Cancelar",
  close: "Cerrar",
  discard: "Descartar",
  keep: "Conservar",
  signOut: "Cerrar sesión",
  tryAgain: "Reintentar",
  understood: "Entendido",
};
