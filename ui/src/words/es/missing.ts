import type { missing as en } from "../en/missing";

/** Why a patient may not be in the list. */
export const missing: typeof en = {
  reasons: [
    {
      title: "No ha activado la aplicación.",
      text: "Su consultorio le envía la invitación. Aparecerá aquí en cuanto la active.",
    },
    {
      title: "Usted no forma parte de su equipo de atención.",
      text: "Solo los miembros activos del equipo de atención pueden escribir al paciente. El administrador de su consultorio puede cambiarlo.",
    },
    {
      title: "El acceso de consulta o de supervisión no es suficiente.",
      text: "Le permite leer un expediente, pero no intercambiar mensajes.",
    },
  ],
};
