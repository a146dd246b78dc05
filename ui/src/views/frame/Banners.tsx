/** How things stand, above every section. */

import { useEffect, useState } from "react";
import { connectionWords, progressWords } from "../../domain/connection";
import { clockTime } from "../../domain/dates";
import { recoveryWords } from "../../domain/recovery";
import { useModel } from "../../stores/model";
import { useSelected, useStore } from "../../stores/store";
import { Banner } from "../../widgets/Banner";
import { Button } from "../../widgets/Button";
import { ShareBar } from "../../widgets/Progress";
import { useNow } from "../../widgets/useNow";
import { useWords } from "../../words/useWords";
import { run } from "../actions/actions";
import { goToSection } from "../actions/goTo";
import styles from "./Banners.module.css";

/** The line to the service, the first filling of the copy, whether anything is kept at all, and an hour of quiet. */
export function Banners() {
  return (
    <>
      <ConnectionBanner />
      <MemoryOnlyBanner />
      <RecoveryBanner />
      <QuietBanner />
      <SyncBanner />
    </>
  );
}

function ConnectionBanner() {
  const model = useModel();
  const connection = useStore(model.session.connection);
  const section = useSelected(model.navigation.place, (place) => place.section);
  const now = useNow();
  const [trying, setTrying] = useState(false);
  const words = useWords();
  const said = connectionWords(connection, now, words);
  if (said === null) return null;

  async function tryNow() {
    setTrying(true);
    await model.session.wake().catch(() => {});
    setTrying(false);
  }

  return (
    <Banner
      tone={connection.state === "offline" && connection.problem !== "update_needed" ? "offline" : "notice"}
      title={said.title}
      part="connection-banner"
      action={
        <>
          <Button weight="quiet" onPress={() => void tryNow()} pending={trying} part="try-now">
            {words.connection.tryNow}
          </Button>
          {section !== "doctor" && (
            <Button weight="quiet" onPress={() => goToSection(model, "doctor")} part="find-out-why">
              {words.doctor.findOut}
            </Button>
          )}
        </>
      }
    >
      {said.text}
      {said.problem && <span className={styles.problem}> {said.problem}</span>}
    </Banner>
  );
}

function MemoryOnlyBanner() {
  const { connection } = useWords();
  const app = useStore(useModel().session.app);
  if (app.state !== "signed_in" || app.storage !== "memory_only") return null;
  return (
    <Banner tone="notice" title={connection.memoryOnly} part="memory-banner">
      {connection.memoryOnlyText}
    </Banner>
  );
}

/** Stays until the person has taken note of it; what happens after that is shown anew. */
function RecoveryBanner() {
  const words = useWords();
  const app = useStore(useModel().session.app);
  const [noted, setNoted] = useState<string | null>(null);
  if (app.state !== "signed_in" || app.recovery === null) return null;
  const happened = JSON.stringify(app.recovery);
  if (happened === noted) return null;
  const { title, text } = recoveryWords(app.recovery, words);
  return (
    <Banner
      tone="fault"
      title={title}
      part="recovery-banner"
      action={
        <Button weight="quiet" onPress={() => setNoted(happened)} part="recovery-noted">
          {words.actions.understood}
        </Button>
      }
    >
      {text}
    </Banner>
  );
}

/** Says until when, once; the settings have the same in their own place. */
function QuietBanner() {
  const model = useModel();
  const words = useWords();
  const { quiet } = words.notifications;
  const until = useStore(model.notifications.quietUntil);
  const section = useSelected(model.navigation.place, (place) => place.section);
  const [noted, setNoted] = useState<string | null>(null);
  if (until === null || until === noted || section === "settings") return null;
  return (
    <Banner
      tone="info"
      title={quiet.until(clockTime(until, words))}
      part="quiet-banner"
      action={
        <>
          <Button weight="quiet" onPress={() => run("end_quiet", model)} part="quiet-end">
            {quiet.end}
          </Button>
          <Button weight="quiet" onPress={() => setNoted(until)} part="quiet-noted">
            {words.actions.understood}
          </Button>
        </>
      }
    />
  );
}

function SyncBanner() {
  const model = useModel();
  const words = useWords();
  const progress = progressWords(useStore(model.session.progress), words);
  const offline = useStore(model.session.connection).state === "offline";
  const shown = progress !== null && !offline;
  return (
    <>
      {shown && (
        <div className={styles.sync} data-part="sync-progress">
          <span>{progress.words}</span>
          <ShareBar label={words.connection.loadingHistory} share={progress.share} />
        </div>
      )}
      <SyncSaid loading={shown} complete={progress === null} />
    </>
  );
}

/** The numbers run; only the beginning and the end of the filling are said. */
function SyncSaid({ loading, complete }: { loading: boolean; complete: boolean }) {
  const { connection } = useWords();
  const [said, setSaid] = useState<"loadingHistory" | "historyLoaded" | null>(null);
  useEffect(() => {
    if (loading) setSaid("loadingHistory");
    else if (complete) setSaid((before) => before && "historyLoaded");
  }, [loading, complete]);
  return (
    <span className="visually-hidden" role="status" data-part="sync-said">
      {said && connection[said]}
    </span>
  );
}
