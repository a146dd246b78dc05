/** Everything the screens say, in English. */

import { account } from "./en/account";
import { actions } from "./en/actions";
import { announcements } from "./en/announcements";
import { chat } from "./en/chat";
import { closing } from "./en/closing";
import { connection } from "./en/connection";
import { dates } from "./en/dates";
import { delivery } from "./en/delivery";
import { doctor } from "./en/doctor";
import { errors } from "./en/errors";
import { frame } from "./en/frame";
import { help } from "./en/help";
import { keyLoss } from "./en/keyLoss";
import { keyring } from "./en/keyring";
import { keys } from "./en/keys";
import { list } from "./en/list";
import { lock } from "./en/lock";
import { menu } from "./en/menu";
import { missing } from "./en/missing";
import { notifications } from "./en/notifications";
import { notSent } from "./en/notSent";
import { palette } from "./en/palette";
import { person } from "./en/person";
import { presence } from "./en/presence";
import { recovery } from "./en/recovery";
import { settings } from "./en/settings";
import { signIn } from "./en/signIn";

/** The areas of the screens and their words. */
export const en = {
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

/** What every language has to say. */
export type Catalogue = typeof en;
