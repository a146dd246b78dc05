import type { recovery as en } from "../en/recovery";
import { plural } from "./plural";

const counted = (texts: number) => plural(texts, { one: "1 texto", other: `${texts} textos` });

/** What became of drafts and unsent messages whose file was not as the program left it. */
export const recovery: typeof en = {
  title: {
    key_lost: "Se perdió la clave de sus borradores y mensajes sin enviar.",
    file_damaged: "El archivo de sus borradores y mensajes sin enviar estaba dañado.",
    file_emptied: "El archivo de sus borradores y mensajes sin enviar se encontró vacío.",
    file_missing: "Faltaba el archivo de sus borradores y mensajes sin enviar.",
    older_copy: "Se restauró una copia anterior de sus borradores y mensajes sin enviar.",
  },
  noneCarriedOver: "No se recuperó ningún texto.",
  carriedOver: (texts) =>
    plural(texts, { one: "Se recuperó 1 texto.", other: `Se recuperaron ${texts} textos.` }),
  nothingMissing: "No falta nada.",
  unreadable: (texts) =>
    plural(texts, { one: "No se pudo leer 1 texto.", other: `No se pudieron leer ${texts} textos.` }),
  unreadableUnknown: "No es posible saber cuántos no se pudieron leer.",
  heldUnknown: "No es posible saber cuántos contenía.",
  olderCopy: (texts) =>
    `Contiene ${counted(texts)}. Lo que escribió después de que se hiciera no está en ella. Los mensajes que esperaban en ella están en No enviados: es posible que ya se hayan enviado.`,
  keptAs: (file) => `El archivo anterior se conserva como ${file}.`,
};
