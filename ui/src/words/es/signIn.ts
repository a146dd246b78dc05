import type { signIn as en } from "../en/signIn";

/** Signing in, and why it is asked for. */
export const signIn: typeof en = {
  title: "Iniciar sesión",
  welcomeBack: (name) => `Le damos la bienvenida de nuevo, ${name}`,
  server: "Dirección del servidor",
  serverHint: "Se la da su consultorio; por ejemplo, https://messages.example.org",
  serverMissing: "Escriba la dirección del servidor",
  username: "Nombre de usuario",
  usernameMissing: "Escriba su nombre de usuario",
  password: "Contraseña",
  passwordMissing: "Escriba su contraseña",
  submit: "Iniciar sesión",
  submitting: "Iniciando sesión",
  otherAccount: "Usar otra cuenta",
  because: {
    session_ended:
      "Su sesión ha terminado. Vuelva a iniciar sesión para continuar. Se conserva todo lo que escribió.",
    ended_elsewhere:
      "Su sesión se cerró desde otra computadora o la cerró un administrador. La copia de los mensajes se eliminó de esta computadora. Los borradores y los textos sin enviar se conservan cifrados y volverán cuando inicie sesión.",
    key_lost:
      "Falta la clave de la copia de esta computadora. La copia se volverá a llenar cuando inicie sesión. Los borradores y los textos sin enviar se conservan y se recuperarán entonces.",
    key_altered:
      "La clave de la copia de esta computadora fue modificada o pertenece a otro usuario. No se utilizó. La copia se volverá a llenar cuando inicie sesión. Los borradores y los textos sin enviar se conservan y se recuperarán entonces.",
    lease_expired:
      "Esta computadora estuvo demasiado tiempo sin contacto con el servidor, por lo que la copia de los mensajes está cerrada. Inicie sesión para volver a abrirla. Los borradores y los textos sin enviar se conservan.",
    too_many_attempts:
      "La contraseña fue incorrecta diez veces. Se cerró su sesión y la copia de los mensajes se eliminó de esta computadora. Los borradores y los textos sin enviar se conservan cifrados y volverán cuando inicie sesión.",
    server_changed:
      "Su organización ha fijado otro servidor, por lo que se cerró su sesión en el anterior. Los borradores y los textos sin enviar se conservan, cifrados, en esta computadora.",
    cache_damaged:
      "La copia de esta computadora estaba dañada. Se apartó y se volverá a llenar cuando inicie sesión. Los borradores y los textos sin enviar se conservan.",
  },
};
