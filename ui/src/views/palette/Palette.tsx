/** Everything that can be found by typing: patients and actions. */

import { Search } from "lucide-react";
import { useId } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { classes } from "../../widgets/classes";
import dialog from "../../widgets/Dialog.module.css";
import { useWords } from "../../words/useWords";
import { Options } from "./Options";
import styles from "./Palette.module.css";
import { usePalette } from "./usePalette";

/** The field keeps the focus while the arrows move through the lines; Esc goes back to where one was. */
export function Palette({ onClose }: { onClose: () => void }) {
  const words = useWords().palette;
  return (
    <ModalOverlay
      className={classes(dialog.veil, styles.veil)}
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={styles.modal}>
        <Dialog className={styles.palette} aria-label={words.title} data-part="palette">
          <Finder onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const words = useWords().palette;
  const palette = usePalette(onClose);
  const list = useId();
  const patients = palette.options.filter((option) => option.kind === "patient").length;
  const actions = palette.options.filter((option) => option.kind === "action").length;
  return (
    <>
      <div className={styles.field}>
        <Search className={styles.glass} size="1.125rem" aria-hidden="true" />
        <input
          className={styles.input}
          type="text"
          role="combobox"
          aria-label={words.title}
          aria-expanded="true"
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={palette.active === null ? undefined : `${list}-${palette.active}`}
          value={palette.search}
          onChange={(event) => palette.type(event.target.value)}
          onKeyDown={palette.onKeyDown}
          placeholder={words.placeholder}
          dir="auto"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          // biome-ignore lint/a11y/noAutofocus: the palette is opened to type into it.
          autoFocus
          data-part="palette-field"
        />
      </div>
      <Options id={list} palette={palette} />
      <span className="visually-hidden" role="status" data-part="palette-found">
        {palette.looking ? words.looking : words.found(patients, actions)}
      </span>
    </>
  );
}
