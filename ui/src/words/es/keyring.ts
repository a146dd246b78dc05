import type { keyring as en } from "../en/keyring";

/** The keyring does not give the key: what that means, and the way on. */
export const keyring: typeof en = {
  fault: {
    locked: {
      title: "El llavero está bloqueado",
      text: "Sus mensajes están cifrados en esta computadora. Su clave está en el llavero del sistema, que está bloqueado. Desbloquéelo y vuelva a intentarlo.",
    },
    missing: {
      title: "No hay ningún llavero",
      text: "La clave de los mensajes de esta computadora está en el llavero del sistema, y ningún llavero responde. Inícielo o consulte a su departamento de informática y vuelva a intentarlo.",
    },
    denied: {
      title: "El llavero denegó el acceso",
      text: "El llavero del sistema no entregó la clave a Allia Messages. Permita el acceso y vuelva a intentarlo.",
    },
    slow: {
      title: "Esperando al llavero",
      text: "La clave de los mensajes de esta computadora está en el llavero del sistema, que aún no ha respondido. Es posible que esté pidiendo su contraseña en otra ventana.",
    },
    other_backend: {
      title: "Responde otro llavero",
      text: "La clave de los mensajes de esta computadora se guardó en un programa de llavero distinto del que responde ahora. Inicie el anterior y vuelva a intentarlo, o inicie sesión de nuevo.",
    },
  },
  nothingLost: "No se ha perdido nada: los mensajes, los borradores y los textos sin enviar se conservan.",
  goesOn: "El programa continuará por sí solo",
  signInAgain: "Iniciar sesión de nuevo",
  newKey:
    "Al iniciar sesión se crea una clave nueva. Los mensajes se vuelven a cargar desde el servidor. Los borradores y los textos sin enviar se abren con ayuda del servidor; lo que no se pueda abrir se aparta, no se elimina, y se le informará.",
};
