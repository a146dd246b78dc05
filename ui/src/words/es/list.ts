import type { list as en } from "../en/list";
import type { Sentence } from "../sentence";

/** The list of patients, its search, and what stands where there is nobody. */
export const list: typeof en = {
  pane: "Pacientes",
  rows: "Conversaciones",
  searchLabel: "Buscar pacientes",
  searchPlaceholder: "Nombre o fecha de nacimiento",
  clearSearch: "Borrar la búsqueda",
  loading: "Cargando pacientes",
  nobodyFor: <Part>(search: Part): Sentence<Part> => ["No se encontró ningún paciente para ", search],
  quoted: (search) => `«${search}»`,
  missingBecause: "Un paciente puede no aparecer porque:",
  whyMissing: "Por qué puede no aparecer un paciente",
  notLoaded: "Aún sin cargar",
  notLoadedText: "Sus pacientes llegarán a esta computadora cuando se pueda acceder al servidor.",
  empty: "Aún no hay pacientes",
  emptyText:
    "Los pacientes aparecen aquí en cuanto activan la aplicación y usted forma parte de su equipo de atención.",
  hits: "Mensajes encontrados",
  searchedDays: (days) => `En esta computadora hay mensajes leídos de los últimos ${days} días.`,
  hitsTitle: "Mensajes",
  you: (text) => `Usted: ${text}`,
  youBefore: "Usted: ",
  draftBefore: "Borrador: ",
  queuedBefore: "En cola. ",
  noMessages: "Aún no hay mensajes",
  unread: (count) => `${count} sin leer`,
  notSent: "no enviado",
  overNinetyNine: "99+",
};
