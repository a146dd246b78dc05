/** A question before something is done that cannot be taken back. */

import { type ReactNode, useState } from "react";
import type { Failure } from "../domain/errors";
import { useWords } from "../words/useWords";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { ErrorBanner } from "./ErrorBanner";

interface ConfirmDialogProps {
  title: string;
  children: ReactNode;
  /** What the button that does it says. */
  confirm: ReactNode;
  /** What the button that does nothing says; it has the focus. */
  cancel?: string;
  weight?: "primary" | "danger";
  /** Whether it can be done yet. */
  ready?: boolean;
  /** Does it; gives back what went wrong, or null. */
  onConfirm: () => Promise<Failure | null>;
  /** It was done, or is not to be done. */
  onClose: () => void;
  /** Begins the names of the parts: `PART-dialog`, `PART-confirm`. */
  part: string;
}

/** Stays until it is done or given up; says why it could not be done. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, confirm, weight = "primary", ready = true, part } = props;
  const { actions } = useWords();
  const { cancel = actions.cancel } = props;
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function act() {
    setPending(true);
    const failed = await props.onConfirm();
    setPending(false);
    setFailure(failed);
    if (failed === null) props.onClose();
  }

  return (
    <Dialog
      title={title}
      onClose={props.onClose}
      part={`${part}-dialog`}
      actions={
        <>
          <Button onPress={props.onClose} autoFocus>
            {cancel}
          </Button>
          <Button
            weight={weight}
            pending={pending}
            disabled={!ready}
            onPress={() => void act()}
            part={`${part}-confirm`}
          >
            {confirm}
          </Button>
        </>
      }
    >
      {failure && <ErrorBanner {...failure} />}
      {children}
    </Dialog>
  );
}
