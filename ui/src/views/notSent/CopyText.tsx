/** Takes a text to the clipboard. */

import { useState } from "react";
import { Button } from "../../widgets/Button";

/** The words say whether it worked. */
export function CopyText({ text }: { text: string }) {
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
        {result === "copied" ? "Copied" : "Copy text"}
      </Button>
      <span className="visually-hidden" role="status">
        {result === "copied" && "Text copied"}
      </span>
      {result === "failed" && <span role="alert">The text could not be copied. Select it and copy it.</span>}
    </>
  );
}
