/** Everything the screens say, in Spanish. */

import type { Catalogue } from "./en";
import { account } from "./es/account";
import { actions } from "./es/actions";
import { announcements } from "./es/announcements";
import { chat } from "./es/chat";
import { closing } from "./es/closing";
import { connection } from "./es/connection";
import { dates } from "./es/dates";
import { delivery } from "./es/delivery";
import { doctor } from "./es/doctor";
import { errors } from "./es/errors";
import { frame } from "./es/frame";
import { help } from "./es/help";
import { keyLoss } from "./es/keyLoss";
import { keyring } from "./es/keyring";
import { keys } from "./es/keys";
import { list } from "./es/list";
import { lock } from "./es/lock";
import { menu } from "./es/menu";
import { missing } from "./es/missing";
import { notifications } from "./es/notifications";
import { notSent } from "./es/notSent";
import { palette } from "./es/palette";
import { person } from "./es/person";
import { presence } from "./es/presence";
import { recovery } from "./es/recovery";
import { settings } from "./es/settings";
import { signIn } from "./es/signIn";

/** The areas of the screens and their words. */
export const es: Catalogue = {
  account,
  actions,
  announcements,
  chat,
  closing,
  connection,
  dates,
  delivery,
  doctor,
  errors,
  frame,
  help,
  keyLoss,
  keyring,
  keys,
  list,
  lock,
  menu,
  missing,
  notifications,
  notSent,
  palette,
  person,
  presence,
  recovery,
  settings,
  signIn,
};
