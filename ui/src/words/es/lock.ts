import type { lock as en } from "../en/lock";
import type { Sentence } from "../sentence";
import { plural } from "./plural";

const keptBySignOut =
  "La copia de los mensajes se elimina de esta computadora. Los borradores y los textos sin enviar se conservan cifrados y volverán cuando inicie sesión.";

const seconds = (count: number) => plural(count, { one: "segundo", other: "segundos" });

/** The lock, the warning before it, and the way out of it. */
export const lock: typeof en = {
  form: "Desbloquear",
  title: "Bloqueado",
  signedInAs: <Part>(name: Part): Sentence<Part> => ["Sesión iniciada como ", name],
  unread: (count) =>
    count === 0
      ? "No hay mensajes sin leer"
      : plural(count, { one: "1 mensaje sin leer", other: `${count} mensajes sin leer` }),
  password: "Contraseña",
  passwordMissing: "Escriba su contraseña",
  submit: "Desbloquear",
  submitting: "Desbloqueando",
  attempts: (left, most) =>
    `${plural(left, { one: "Queda un intento", other: `Quedan ${left} intentos` })}. Después de ${most} contraseñas incorrectas se cerrará su sesión. ${keptBySignOut}`,
  lost: (texts) =>
    plural(texts, {
      one: "Un texto que estaba escribiendo no se pudo guardar antes del bloqueo y se perdió.",
      other: `${texts} textos que estaba escribiendo no se pudieron guardar antes del bloqueo y se perdieron.`,
    }),
  locking: "Guardando lo que escribió y bloqueando",
  signOutInstead: "Cerrar sesión",
  signOutInsteadTitle: "¿Cerrar sesión en vez de desbloquear?",
  keptBySignOut,
  warning: "Aviso de bloqueo",
  lockingIn: <Part>(count: number, shown: Part): Sentence<Part> => [
    "Se bloqueará en ",
    shown,
    ` ${seconds(count)}.`,
  ],
  pressAnyKey: "Presione cualquier tecla para continuar con la sesión.",
  staySignedIn: "Continuar con la sesión",
  warningSaid: (count) =>
    `Allia Messages se bloqueará en ${count} ${seconds(count)}. Presione cualquier tecla para continuar con la sesión.`,
  notLocked: "No bloqueado",
};
