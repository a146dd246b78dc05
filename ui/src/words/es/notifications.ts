import type { notifications as english } from "../en/notifications";

/** Notifications of the system, in the settings. */
export const notifications: typeof english = {
  title: "Notificaciones",
  wanted: {
    label: "Avisarme de los mensajes nuevos",
    hint: "Cuando su conversación no esté delante de usted.",
  },
  content: {
    label: "Una notificación muestra",
    nothing: { label: "«Nuevo mensaje» y nada más", hint: "Seguro en una pantalla bloqueada." },
    name: { label: "El nombre del paciente", hint: "Otras personas pueden verlo en su pantalla." },
    nameAndText: {
      label: "El nombre del paciente y el comienzo del mensaje",
      hint: "Otras personas pueden leerlo en su pantalla.",
    },
  },
  capped: {
    nothing: "Su consultorio no permite ni nombres ni texto en las notificaciones.",
    name: "Su consultorio permite el nombre del paciente en las notificaciones, pero ningún texto.",
  },
  quietHours: {
    label: "Horas de silencio",
    hint: "Todos los días, entre estas horas, no aparece ninguna notificación. Los mensajes llegan como siempre.",
    from: "Desde",
    to: "Hasta",
  },
  quiet: {
    begin: "Silencio durante una hora",
    until: (time) => `Sin notificaciones hasta las ${time}.`,
    end: "Terminar el silencio",
    ended: "Vuelven a mostrarse las notificaciones.",
  },
  test: {
    send: "Enviar una notificación de prueba",
    pending: "Esperando al sistema",
    shownBy: "La muestra",
    shown: {
      shown: {
        good: true,
        title: "El sistema la muestra.",
        text: "Si no la ve, mire en las esquinas de sus otras pantallas o en la lista de notificaciones del sistema.",
      },
      unsaid: {
        good: true,
        title: "El sistema la ha aceptado.",
        text: "Este sistema no dice si la muestra. Si no ha aparecido nada, permita las notificaciones de Allia Messages en los ajustes del sistema y desactive «No molestar».",
      },
      held_back: {
        good: false,
        title: "El sistema la retiene.",
        text: "«No molestar» está activado. Desactívelo en el menú o en los ajustes del sistema; entonces volverán a mostrarse los mensajes nuevos.",
      },
      closed_at_once: {
        good: false,
        title: "El sistema la ha cerrado enseguida.",
        text: "Una regla del sistema oculta las notificaciones de este programa. Permítalas en los ajustes de notificaciones del sistema.",
      },
      nothing_shows_them: {
        good: false,
        title: "Nada en este equipo muestra notificaciones.",
        text: "No hay ningún servicio de notificaciones en marcha. Inicie el de su escritorio o pida a su departamento de informática que instale uno, por ejemplo dunst o mako. Mientras tanto, mire la lista de conversaciones.",
      },
      no_answer: {
        good: false,
        title: "El servicio de notificaciones no responde.",
        text: "Cierre la sesión del equipo y vuelva a iniciarla. Si eso no ayuda, avise a su departamento de informática.",
      },
      refused: {
        good: false,
        title: "El sistema rechaza las notificaciones.",
        text: "Permita las notificaciones de Allia Messages en los ajustes de notificaciones del sistema o consulte a su departamento de informática.",
      },
    },
  },
  log: {
    title: "¿Por qué recibí, o no recibí, una notificación?",
    lead: "Las últimas 200 decisiones desde que se inició el programa o usted inició sesión. No contienen ningún texto, se guardan solo en la memoria y desaparecen cuando cierra la sesión o sale del programa.",
    show: "Mostrar las decisiones",
    again: "Leer de nuevo",
    empty: "Todavía no ha llegado ningún mensaje nuevo.",
    locked: "Mensajes nuevos con el programa bloqueado",
    gone: "Una conversación que ha terminado",
    outcomes: {
      shown: "Mostrada.",
      counted: "Mostrada solo como un número: el programa estaba bloqueado.",
      not_taken: "No mostrada: el sistema no la aceptó. Envíe una notificación de prueba para saber por qué.",
      own_message: "No mostrada: usted mismo escribió este mensaje en otro equipo.",
      by_policy: "No mostrada: su organización desactivó las notificaciones.",
      turned_off: "No mostrada: usted desactivó las notificaciones.",
      quiet_hours: "No mostrada: llegó en sus horas de silencio.",
      quiet_for_an_hour: "No mostrada: usted había pedido una hora de silencio.",
      in_front: "No mostrada: la conversación estaba delante de usted.",
      already_read: "No mostrada: usted ya había leído el mensaje en otro equipo.",
    },
  },
};
