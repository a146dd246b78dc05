/** What IT gets. */

import { useState } from "react";
import { Button } from "../../widgets/Button";
import { PageSection } from "../../widgets/Page";
import { useWords } from "../../words/useWords";
import styles from "./Doctor.module.css";

/** To copy, and to read first what it says. */
export function Report({ text }: { text: string }) {
  const { doctor } = useWords();
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
    <PageSection title={doctor.report}>
      <p className={styles.quiet}>{doctor.reportText}</p>
      <div className={styles.actions}>
        <Button weight="primary" onPress={() => void copy()} part="copy-report">
          {result === "copied" ? doctor.copied : doctor.copy}
        </Button>
      </div>
      <span className="visually-hidden" role="status">
        {result === "copied" && doctor.reportCopied}
      </span>
      {result === "failed" && <span role="alert">{doctor.notCopied}</span>}
      <details className={styles.details} open={result === "failed" || undefined}>
        <summary>{doctor.showReport}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard. */}
        <pre className={styles.report} lang="en" dir="ltr" tabIndex={0} data-part="doctor-report">
          {text}
        </pre>
      </details>
    </PageSection>
  );
}
