/** What a message says: text and nothing else, with https addresses that ask before they open. */

import { ExternalLink } from "lucide-react";
import { useMemo, useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { textParts } from "../../domain/links";
import { Button } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";
import { useModel } from "../../stores/model";
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
  const [asking, setAsking] = useState(false);

  function open() {
    setAsking(false);
    void model.backend.openLink(url).catch(() => {});
  }

  return (
    <>
      <AriaButton className={styles.link} onPress={() => setAsking(true)} data-part="message-link">
        {text}
      </AriaButton>
      {asking && (
        <Dialog
          title="Open this address in your browser?"
          onClose={() => setAsking(false)}
          part="link-dialog"
          actions={
            <>
              <Button onPress={() => setAsking(false)} autoFocus>
                Cancel
              </Button>
              <Button weight="primary" onPress={open} part="link-open">
                <ExternalLink size="1rem" aria-hidden="true" />
                Open
              </Button>
            </>
          }
        >
          <p>
            It leads to <strong>{new URL(url).host}</strong>:
          </p>
          <p className={styles.address} dir="ltr">
            {url}
          </p>
        </Dialog>
      )}
    </>
  );
}
