import type { menu as en } from "../en/menu";

/** The menu at the top of the screen, beside the actions: the words that the system uses itself. */
export const menu: typeof en = {
  edit: "Edición",
  view: "Visualización",
  window: "Ventana",
  help: "Ayuda",
  about: "Acerca de Allia Messages",
  services: "Servicios",
  hide: "Ocultar Allia Messages",
  hide_others: "Ocultar otros",
  show_all: "Mostrar todo",
  quit: "Salir de Allia Messages",
  undo: "Deshacer",
  redo: "Rehacer",
  cut: "Cortar",
  copy: "Copiar",
  paste: "Pegar",
  select_all: "Seleccionar todo",
  fullscreen: "Pantalla completa",
  minimize: "Minimizar",
  zoom: "Zoom",
  close_window: "Cerrar ventana",
};
