import type { errors as en } from "../en/errors";
import { plural } from "./plural";

/** What a failed command means: what happened, what was kept, what to do. */
export const errors: typeof en = {
  tryAgainIn: (duration) => `Vuelva a intentarlo en ${duration}.`,
  seconds: (count) => plural(count, { one: "1 segundo", other: `${count} segundos` }),
  minutes: (count) => plural(count, { one: "1 minuto", other: `${count} minutos` }),
  kept: {
    save_draft: "Este texto todavía no está guardado. Solo está en esta ventana.",
    send: "El mensaje no se envió. Su texto está de nuevo en el campo.",
    lock: "El programa no está bloqueado. Vuelva a intentarlo o bloquee la pantalla de esta computadora.",
    save_before_sign_out:
      "Su sesión sigue abierta: hay texto que escribió y que todavía no está guardado. Solo está en esta ventana. Envíelo o bórrelo y después cierre sesión.",
  },
  unlock: {
    wrong_password: {
      title: "La contraseña no es correcta",
      text: "Vuelva a intentarlo con la contraseña de su cuenta.",
    },
    server_unreachable: {
      title: "El servidor no responde",
      text: "Sin él, esta computadora no puede comprobar su contraseña. Revise la conexión de red y vuelva a intentarlo. Se conserva todo lo que escribió.",
    },
  },
  devices: {
    server_unreachable: {
      title: "El servidor no responde",
      text: "El servidor guarda la lista de sus dispositivos. No se cambió nada; vuelva a intentarlo cuando tenga conexión.",
    },
  },
  issuedBy: (issuer) => `Lo emitió ${issuer}.`,
  of: {
    wrong_password: {
      title: "El nombre de usuario o la contraseña no son correctos",
      text: "Revise ambos y vuelva a intentarlo. El administrador de su consultorio puede restablecer la contraseña.",
    },
    too_many_attempts: { title: "Demasiados intentos", text: "Espere un poco y vuelva a intentarlo." },
    invalid_address: {
      title: "Esta no es una dirección de servidor",
      text: "Tiene la forma https://messages.example.org. El departamento de informática de su consultorio la conoce.",
    },
    insecure_address: {
      title: "Esta dirección no es segura",
      text: "La dirección debe comenzar con https://. No se envió nada.",
    },
    server_unreachable: {
      title: "El servidor no responde",
      text: "Revise la dirección y su conexión de red y vuelva a intentarlo.",
    },
    proxy_unreachable: {
      title: "No se puede llegar al proxy de su red",
      text: "Revise si esta computadora está en la red de su consultorio o en su VPN y vuelva a intentarlo.",
    },
    proxy_needs_sign_in: {
      title: "El proxy de su red le pide iniciar sesión",
      text: "El diagnóstico de red le pide el nombre y la contraseña que su departamento de informática le dio para el proxy.",
    },
    proxy_refused: {
      title: "El proxy de su red no deja pasar la conexión",
      text: "Es posible que el servidor esté bien. El diagnóstico de red prepara un informe para su departamento de informática.",
    },
    not_our_server: {
      title: "En esta dirección responde otra cosa",
      text: "Puede ser otro programa o una página de acceso a la red. Abra una página web en su navegador para ver si la red le pide iniciar sesión.",
    },
    bad_certificate: {
      title: "El certificado del servidor no es de confianza",
      text: "No se envió nada. Pida al departamento de informática de su consultorio que revise el certificado.",
    },
    server_unavailable: {
      title: "El servidor no está disponible en este momento",
      text: "Vuelva a intentarlo en unos minutos. Se conserva todo lo que escribió.",
    },
    server_refused: {
      title: "El servidor rechazó la solicitud",
      text: "Se conserva todo lo que escribió. Si vuelve a ocurrir, consulte al departamento de informática de su consultorio.",
    },
    update_needed: {
      title: "Se necesita una actualización",
      text: "El servidor es más reciente que este programa. Solicite la versión actual al departamento de informática de su consultorio. Se conserva todo lo que escribió.",
    },
    not_a_clinician: {
      title: "Esta cuenta no es de un profesional de la salud",
      text: "Este programa es para profesionales de la salud. Los pacientes usan la aplicación del teléfono.",
    },
    session_ended: {
      title: "Su sesión ha terminado",
      text: "Vuelva a iniciar sesión para continuar. Se conserva todo lo que escribió.",
    },
    signed_out: {
      title: "Su sesión está cerrada",
      text: "Inicie sesión para continuar. Se conserva todo lo que escribió.",
    },
    locked: {
      title: "Allia Messages está bloqueado",
      text: "Desbloquéelo con su contraseña. Se conserva todo lo que escribió.",
    },
    not_found: {
      title: "Esto ya no está aquí",
      text: "Es posible que usted ya no forme parte del equipo de atención de este paciente. El texto que no se envió está en No enviados.",
    },
    text_empty: { title: "No hay nada que enviar", text: "Escriba primero un mensaje." },
    text_too_long: {
      title: "Este mensaje es demasiado largo",
      text: "Acórtelo o envíelo en partes. Su texto se conserva.",
    },
    text_invalid: {
      title: "Este texto tiene un carácter que no se puede enviar",
      text: "Puede haber llegado al pegar. Su texto se conserva; quite el carácter y vuelva a enviarlo.",
    },
    disk_full: {
      title: "El disco de esta computadora está lleno",
      text: "Libere espacio y vuelva a intentarlo. Se conserva lo que ya estaba guardado.",
    },
    keyring_locked: {
      title: "El llavero está bloqueado",
      text: "Desbloquee el llavero del sistema y vuelva a intentarlo. No se ha perdido nada.",
    },
    keyring_missing: {
      title: "No hay ningún llavero",
      text: "Sin el llavero del sistema no se puede guardar nada en esta computadora.",
    },
    keyring_denied: {
      title: "El llavero denegó el acceso",
      text: "Permita que Allia Messages use el llavero del sistema y vuelva a intentarlo. No se ha perdido nada.",
    },
    storage_damaged: {
      title: "Un archivo de este programa está dañado",
      text: "Se apartó; no se eliminó. Vuelva a iniciar sesión para llenar la copia de esta computadora.",
    },
    storage_too_new: {
      title: "Los archivos son de una versión más reciente",
      text: "Instale la versión actual de Allia Messages. No se cambió nada.",
    },
    already_running: {
      title: "Allia Messages ya está en ejecución",
      text: "Otra ventana o la sesión de otro usuario tiene abiertos sus archivos. Ciérrela y vuelva a intentarlo.",
    },
    internal: {
      title: "Ocurrió un error en este programa",
      text: "Se conserva todo lo que escribió. Vuelva a intentarlo; si vuelve a ocurrir, reinicie el programa.",
    },
  },
};
