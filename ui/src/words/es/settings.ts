import type { settings as en } from "../en/settings";
import { plural } from "./plural";

/** What a clinician can set. */
export const settings: typeof en = {
  title: "Ajustes",
  appearance: "Apariencia",
  colours: "Colores",
  colour: {
    system: "Como el sistema",
    light: "Claro",
    dark: "Oscuro",
    high_contrast: "Alto contraste",
  },
  highContrastHint: "Claro u oscuro como el sistema, con líneas y letras más marcadas.",
  textSize: "Tamaño del texto",
  textSizeUnit: "por ciento",
  textSizeHint: "Porcentaje del tamaño de texto del sistema, de 100 a 200.",
  language: "Idioma",
  languages: {
    system: "Como el sistema",
    english: "English",
    spanish: "Español",
  },
  lock: "Bloqueo",
  lockAfter: "Bloquear después de",
  minutes: (count) => plural(count, { one: "minuto", other: "minutos" }),
  lockAfterHint:
    "Minutos sin presionar una tecla ni mover el puntero, de 1 a 30. También se bloquea cuando la computadora se suspende o se bloquea su pantalla.",
  about: "Acerca de",
  aboutText:
    "Mensajes seguros y no urgentes con sus propios pacientes. Código abierto bajo la licencia Apache 2.0.",
};
