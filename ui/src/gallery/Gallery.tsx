/** Every component in every state, for those who change one; only in builds that are not the product. */

import { useAppearance } from "../views/frame/useAppearance";
import { Banners, Fields, Signs } from "./Basics";
import { Messages, Rows } from "./Conversations";
import { Dialogs } from "./Dialogs";
import styles from "./Gallery.module.css";

/** The page at `/gallery`; with `?dialog=…` one of the dialogs over it. */
export function Gallery() {
  useAppearance();
  return (
    <main className={styles.gallery} data-part="gallery">
      <h1>Gallery</h1>
      <div className={styles.sections}>
        <Signs />
        <Fields />
        <Banners />
        <Rows />
        <Messages />
      </div>
      <Dialogs shown={new URLSearchParams(location.search).get("dialog")} />
    </main>
  );
}
