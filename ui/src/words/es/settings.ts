import type { settings as en } from "../en/settings";
import { plural } from "./plural";

/** What a clinician can set, and what the organization has set for them. */
export const settings: typeof en = {
  title: "Ajustes",
  appearance: {
    title: "Apariencia",
    colours: "Colores",
    system: "Como el sistema",
    light: "Claro",
    dark: "Oscuro",
    highContrast: "Alto contraste",
    highContrastHint: "Claro u oscuro como el sistema, con líneas y letras más marcadas.",
    textSize: "Tamaño del texto",
    textSizeUnit: "por ciento",
    textSizeHint: "Porcentaje del tamaño de texto del sistema, de 100 a 200.",
    language: "Idioma",
    languageSystem: "Como el sistema",
  },
  writing: {
    title: "Escritura",
    sends: "Un mensaje se envía con",
    enter: "Intro",
    enterHint: "Mayús e Intro comienzan una línea nueva.",
    withCommand: (key) => `${key} e Intro`,
    withCommandHint: "Intro comienza una línea nueva.",
  },
  lock: {
    title: "Bloqueo",
    after: "Bloquear después de",
    minutes: (count) => plural(count, { one: "minuto", other: "minutos" }),
    hint: (most) =>
      `Minutos sin presionar una tecla ni mover el puntero, de 1 a ${most}. También se bloquea cuando la computadora se suspende o bloquea su pantalla.`,
  },
  running: {
    title: "Inicio y cierre",
    start: "Iniciar con la computadora",
    startHint:
      "Cuando inicie sesión en la computadora. La ventana queda cerrada si hay un área de notificación.",
    close: "Al cerrar la ventana",
    ask: "Preguntar la primera vez",
    keepRunning: "El programa sigue en el área de notificación",
    keepRunningHint: "Los mensajes nuevos siguen produciendo notificaciones.",
    quit: "El programa termina",
  },
  computer: {
    title: "Esta computadora",
    server: "Dirección del servidor",
    serverFree: "Para usar otro servidor, cierre la sesión.",
    proxy: "Proxy",
    proxySet: "Fijado por su organización",
    kept: "Mensajes en esta computadora",
    keptForGood: "Todo el historial",
    keptDays: (days, count) =>
      days === 1
        ? "Lo que usted ha leído, durante un día. Los mensajes sin leer y el último de cada conversación permanecen."
        : `Lo que usted ha leído, durante ${count} días. Los mensajes sin leer y el último de cada conversación permanecen.`,
  },
  about: {
    title: "Acerca de",
    text: "Mensajes seguros y no urgentes con sus propios pacientes. Código abierto con la licencia Apache 2.0.",
  },
  policy: {
    managed: "Administrado por su organización",
    limited: "Administrado por su organización; puede elegir menos",
    standsIn: "Fijado en",
    ignored: "Una directiva de su organización no se aplica.",
    partly: "Una directiva de su organización no se aplica por completo.",
    unreadable: "No se puede leer.",
    unprotected: "Otras personas además del administrador pueden cambiarla.",
    malformed: "No está escrita correctamente.",
    wrongValue: (name) => `El valor de ${name} no está permitido.`,
    unknownName: (name) => `Esta versión no conoce ${name}.`,
    noProxyAddress: "Se exige un proxy y falta su dirección; se usa el proxy propio de la computadora.",
    tell: "Comuníquelo a su departamento de informática:",
  },
};
