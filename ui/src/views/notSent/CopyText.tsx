/** Takes a text to the clipboard. */

import { useState } from "react";
import { Button } from "../../widgets/Button";
import { useWords } from "../../words/useWords";

/** The words say whether it worked. */
export function CopyText({ text }: { text: string }) {
  const { notSent } = useWords();
  const [result, setResult] = useState<"copied" | "failed" | null>(null);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setResult("copied");
    } catch {
      setResult("failed");
    }
  }

  return (
    <>
      <Button weight="quiet" onPress={() => void copy()} part="copy-text">
        {result === "copied" ? notSent.copied : notSent.copy}
      </Button>
      <span className="visually-hidden" role="status">
        {result === "copied" && notSent.textCopied}
      </span>
      {result === "failed" && <span role="alert">{notSent.notCopied}</span>}
    </>
  );
}
