import type { palette as en } from "../en/palette";
import { plural } from "./plural";

/** The actions of the program, and the palette that finds them. */
export const palette: typeof en = {
  title: "Buscar un paciente o una acción",
  placeholder: "Nombre, fecha de nacimiento o acción",
  patients: "Pacientes",
  actions: "Acciones",
  more: "Más",
  searchFor: (text) => `Buscar «${text}» en la lista y en los mensajes`,
  found: (patients, actions) =>
    `${patients} ${plural(patients, { one: "paciente", other: "pacientes" })}, ${actions} ${plural(actions, { one: "acción", other: "acciones" })}`,
  looking: "Buscando pacientes",
  names: {
    palette: { label: "Buscar un paciente o una acción", also: "paleta de comandos" },
    search: { label: "Buscar en la lista y en los mensajes", also: "encontrar paciente" },
    next_unread: { label: "Abrir la siguiente conversación sin leer", also: "mensajes nuevos pendientes" },
    mark_read: { label: "Marcar esta conversación como leída", also: "vista hecha" },
    messages: { label: "Ir a Mensajes", also: "lista pacientes conversaciones" },
    not_sent: { label: "Ir a No enviados", also: "fallidos bandeja borradores" },
    settings: { label: "Ir a Ajustes", also: "preferencias opciones cuenta configuración" },
    help: { label: "Ir a Ayuda", also: "preguntas manual" },
    doctor: { label: "Abrir el diagnóstico de red", also: "conexión proxy certificado problema" },
    colours_system: { label: "Colores como el sistema", also: "apariencia tema automático" },
    colours_light: { label: "Colores claros", also: "apariencia tema blanco" },
    colours_dark: { label: "Colores oscuros", also: "apariencia tema negro noche" },
    colours_high_contrast: { label: "Contraste alto", also: "colores apariencia tema claro" },
    quiet_for_an_hour: {
      label: "Silencio durante una hora",
      also: "notificaciones silenciar pausa molestar",
    },
    end_quiet: { label: "Terminar el silencio", also: "notificaciones reanudar" },
    test_notification: { label: "Enviar una notificación de prueba", also: "probar comprobar sistema" },
    keys: { label: "Mostrar las teclas", also: "teclado atajos" },
    lock: { label: "Bloquear", also: "salir ausente seguro" },
    sign_out: { label: "Cerrar sesión", also: "salir" },
    next_pane: { label: "Ir al panel siguiente", also: "foco" },
    previous_pane: { label: "Ir al panel anterior", also: "foco" },
  },
};
