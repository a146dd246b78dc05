/** What a message says: text and nothing else, with https addresses that ask before they open. */

import { ExternalLink } from "lucide-react";
import { useMemo, useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { commandError } from "../../api/commandError";
import type { CommandError } from "../../api/generated";
import { textParts } from "../../domain/links";
import { useModel } from "../../stores/model";
import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { Sentence } from "../../widgets/Sentence";
import { useWords } from "../../words/useWords";
import styles from "./Message.module.css";

/** The text with its own direction, apart from everything around it. */
export function MessageText({ text }: { text: string }) {
  const parts = useMemo(() => textParts(text), [text]);
  let place = 0;
  return (
    <bdi className={styles.text} dir="auto" data-part="message-text">
      {parts.map((part) => {
        place += part.text.length;
        return part.url === null ? part.text : <LinkButton key={place} text={part.text} url={part.url} />;
      })}
    </bdi>
  );
}

function LinkButton({ text, url }: { text: string; url: string }) {
  const model = useModel();
  const { actions, chat } = useWords();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<CommandError | null>(null);

  function close() {
    setAsking(false);
    setError(null);
  }

  async function open() {
    try {
      await model.backend.openLink(url);
      close();
    } catch (thrown) {
      setError(commandError(thrown));
    }
  }

  return (
    <>
      <AriaButton className={styles.link} onPress={() => setAsking(true)} data-part="message-link">
        {text}
      </AriaButton>
      {asking && (
        <Dialog
          title={chat.openAddress}
          onClose={close}
          part="link-dialog"
          actions={
            <>
              <Button onPress={close} autoFocus>
                {actions.cancel}
              </Button>
              <Button weight="primary" onPress={() => void open()} part="link-open">
                <ExternalLink size="1rem" aria-hidden="true" />
                {chat.openAddressConfirm}
              </Button>
            </>
          }
        >
          {error && <ErrorBanner error={error} />}
          <p>
            <Sentence of={chat.leadsTo(<strong>{new URL(url).host}</strong>)} />
          </p>
          <p className={styles.address} dir="ltr">
            {url}
          </p>
        </Dialog>
      )}
    </>
  );
}
