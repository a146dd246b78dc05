/** Asked once, when the window is closed where there is a tray: does the program go on? */

import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { useWords } from "../../words/useWords";

/** Shown while it is asked. Esc leaves the window as it is. */
export function CloseQuestion() {
  const { closing } = useModel();
  const words = useWords();
  const asked = useStore(closing.asked);
  const failure = useStore(closing.failure);
  if (!asked) return null;
  return (
    <Dialog
      title={words.closing.title}
      onClose={() => void closing.answer(null)}
      part="close-question"
      actions={
        <>
          <Button onPress={() => void closing.answer("quit")} part="close-quit">
            {words.closing.quit}
          </Button>
          <Button
            weight="primary"
            autoFocus
            onPress={() => void closing.answer("keep_running")}
            part="close-keep-running"
          >
            {words.closing.keepRunning}
          </Button>
        </>
      }
    >
      {failure && <ErrorBanner error={failure} />}
      <p>{words.closing.keepRunningText}</p>
      <p>{words.closing.quitText}</p>
      <p>{words.closing.askedOnce}</p>
    </Dialog>
  );
}
