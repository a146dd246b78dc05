import type { account as en } from "../en/account";
import type { Sentence } from "../sentence";

/** Who is signed in, and where else. */
export const account: typeof en = {
  section: "Cuenta",
  signedInAs: "Sesión iniciada como",
  practice: "Consultorio",
  onThisComputer: "En esta computadora",
  keptEncrypted: "Los mensajes se guardan en un archivo cifrado; su clave está en el llavero del sistema.",
  keptNowhere: "No se guarda nada: no hay un llavero del sistema.",
  signOutTitle: "¿Cerrar sesión?",
  signOutText:
    "La copia de los mensajes se elimina de esta computadora. Los borradores y los textos sin enviar se conservan.",
  signOutMemoryOnly:
    "No se guarda nada en esta computadora: se eliminan los mensajes, los borradores y los textos sin enviar.",
  devices: "Dispositivos",
  readingDevices: "Leyendo la lista",
  thisComputer: "Esta computadora",
  signedInSince: <Part>(moment: Part): Sentence<Part> => ["Inicio de sesión: ", moment],
  signedInAndSeen: <Part>(signedIn: Part, seen: Part): Sentence<Part> => [
    "Inicio de sesión: ",
    signedIn,
    "; última vez: ",
    seen,
  ],
  signOutDevice: (device) => `Cerrar sesión en ${device}`,
  signOutDeviceTitle: "¿Cerrar sesión en este dispositivo?",
  signOutDeviceText: <Part>(device: Part): Sentence<Part> => [
    "La sesión en ",
    device,
    " termina ahora. En su próximo contacto con el servidor, la clave y la copia de los mensajes se eliminarán de allí. Los borradores y los textos sin enviar permanecen en él, cifrados, y volverán cuando inicie sesión allí de nuevo.",
  ],
  removeDevice: "Quitar este dispositivo",
  removeDeviceTitle: "¿Quitar este dispositivo?",
  removeDeviceText:
    "Se elimina de esta computadora primero la clave del llavero del sistema y después los archivos: la copia de los mensajes y su búsqueda. Se cierra su sesión. Los mensajes mismos permanecen en el servidor.",
  removeDeviceTrying: "Comprobando si los borradores y los textos sin enviar se pueden recuperar",
  remove: "Quitar",
};
