import type { keyLoss as en } from "../en/keyLoss";
import { plural } from "./plural";

const counted = (texts: number) =>
  plural(texts, { one: "1 borrador o texto sin enviar", other: `${texts} borradores y textos sin enviar` });

/** What a lost key would cost, and what removing this computer keeps. */
export const keyLoss: typeof en = {
  section: "Si se pierde la clave",
  explained:
    "La clave de lo que se guarda en esta computadora está en el llavero del sistema. Si se llegara a perder, los mensajes se vuelven a cargar desde el servidor, y los borradores y los textos sin enviar se abren con ayuda del servidor. El ensayo lo prueba con una copia y no cambia nada.",
  rehearse: "Ensayar la pérdida de la clave",
  rehearsing: "Abriendo una copia sin la clave",
  someBack: (texts, back) => `De ${counted(texts)} se recuperaron ${back} de la copia.`,
  someBackText:
    "No se cambió nada, y todos se pueden leer aquí todavía. Envíe o copie lo que necesite e informe a su departamento de informática.",
  opened: "La copia se pudo abrir sin la clave.",
  allBack: (texts) =>
    plural(texts, { one: `Se recuperó ${counted(texts)}.`, other: `Se recuperaron ${counted(texts)}.` }),
  allBackText:
    "Si se perdiera la clave, usted volvería a iniciar sesión y los mensajes se cargarían desde el servidor. No se perdería nada de lo que escribió.",
  notProtected: "Los borradores y los textos sin enviar todavía no están protegidos.",
  notProtectedText:
    "Eso ocurre por sí solo en el próximo contacto con el servidor. Vuelva a intentarlo cuando tenga conexión.",
  offline: "El servidor no responde.",
  offlineText:
    "El servidor guarda lo que el ensayo necesita. No se cambió nada; vuelva a intentarlo cuando tenga conexión.",
  nothingKept: "No hay ninguna clave que perder.",
  nothingKeptText:
    "No hay un llavero del sistema, por lo que no se guarda nada en esta computadora: los mensajes, los borradores y los textos sin enviar se pierden al cerrar el programa.",
  failed: "No se pudo abrir la copia.",
  failedText:
    "No se cambió nada, y todo se puede leer aquí todavía. Vuelva a intentarlo; si vuelve a ocurrir, envíe o copie lo que escribió e informe a su departamento de informática.",
  keptByRemoval: {
    none: "No hay borradores ni textos sin enviar.",
    some: (texts, back) =>
      `De ${counted(texts)} solo se podrán recuperar ${back}. Envíe o copie antes los demás.`,
    all: (texts) =>
      plural(texts, {
        one: `${counted(texts)} se conserva cifrado y volverá cuando inicie sesión de nuevo en esta computadora.`,
        other: `${counted(texts)} se conservan cifrados y volverán cuando inicie sesión de nuevo en esta computadora.`,
      }),
    nothing:
      "También se eliminan los borradores y los textos sin enviar: sin un llavero del sistema no se guarda nada. Envíelos o cópielos antes.",
    lost: "Los borradores y los textos sin enviar no se podrán recuperar después. Envíelos o cópielos antes.",
    unknown:
      "Mientras el servidor no responda no es posible saber si los borradores y los textos sin enviar se podrán recuperar. Envíelos o cópielos antes.",
  },
};
