/** What a message says: text and nothing else, with https addresses that ask before they open. */

import { ExternalLink } from "lucide-react";
import { useMemo, useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { commandError } from "../../api/commandError";
import { textParts } from "../../domain/links";
import { useModel } from "../../stores/model";
import { ConfirmDialog } from "../../widgets/ConfirmDialog";
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
  const { chat } = useWords();
  const [asking, setAsking] = useState(false);

  async function open() {
    try {
      await model.backend.openLink(url);
      return null;
    } catch (thrown) {
      return { operation: null, error: commandError(thrown) };
    }
  }

  return (
    <>
      <AriaButton className={styles.link} onPress={() => setAsking(true)} data-part="message-link">
        {text}
      </AriaButton>
      {asking && (
        <ConfirmDialog
          title={chat.openAddress}
          confirm={
            <>
              <ExternalLink size="1rem" aria-hidden="true" />
              {chat.openAddressConfirm}
            </>
          }
          onConfirm={open}
          onClose={() => setAsking(false)}
          part="link"
        >
          <p>
            <Sentence of={chat.leadsTo(<strong>{new URL(url).host}</strong>)} />
          </p>
          <p className={styles.address} dir="ltr">
            {url}
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
