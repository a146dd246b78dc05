/** The left navigation: Messages first. */

import { CircleQuestionMark, LockKeyhole, MailWarning, MessageSquareText, Settings } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { useModel } from "../../stores/model";
import type { Section } from "../../stores/navigation";
import { useSelected, useStore } from "../../stores/store";
import { useWords } from "../../words/useWords";
import styles from "./Navigation.module.css";

/** Four entries, with what waits in them, and the lock. */
export function Navigation() {
  const model = useModel();
  const { frame } = useWords();
  const unread = useSelected(model.list.state, (list) => list.totalUnread);
  const failed = useSelected(model.notSent.state, (state) => state.messages.length);
  const notSent = failed + useStore(model.drafts.leftBehind).length;
  return (
    <nav
      className={styles.navigation}
      aria-label={frame.navigation}
      data-pane="navigation"
      data-part="navigation"
    >
      <Entry section="messages" label={frame.messages} icon={<MessageSquareText size="1.375rem" />}>
        <Count count={unread} words={frame.unreadCount(unread)} />
      </Entry>
      <Entry section="not_sent" label={frame.notSent} icon={<MailWarning size="1.375rem" />}>
        <Count count={notSent} words={frame.notSentCount(notSent)} warning />
      </Entry>
      <span className={styles.space} />
      <Entry section="settings" label={frame.settings} icon={<Settings size="1.375rem" />} />
      <Entry section="help" label={frame.help} icon={<CircleQuestionMark size="1.375rem" />} />
      <Button className={styles.entry} onPress={() => void model.lockNow()} data-part="lock-now">
        <span className={styles.icon} aria-hidden="true">
          <LockKeyhole size="1.375rem" />
        </span>
        <span className={styles.label}>{frame.lock}</span>
      </Button>
    </nav>
  );
}

interface EntryProps {
  section: Section;
  label: string;
  icon: ReactNode;
  children?: ReactNode;
}

function Entry({ section, label, icon, children }: EntryProps) {
  const { navigation } = useModel();
  const current = useSelected(navigation.place, (place) => place.section) === section;
  return (
    <Button
      className={styles.entry}
      onPress={() => navigation.go(section)}
      aria-current={current ? "page" : undefined}
      data-part={`nav-${section.replace("_", "-")}`}
      data-pane-entrance={current || undefined}
    >
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <span className={styles.label}>{label}</span>
      {children}
    </Button>
  );
}

function Count({ count, words, warning = false }: { count: number; words: string; warning?: boolean }) {
  const { frame } = useWords();
  if (count === 0) return null;
  return (
    <span className={warning ? styles.warning : styles.count} data-part="nav-count">
      <span aria-hidden="true">{count > 99 ? frame.overNinetyNine : count}</span>
      <span className="visually-hidden">{`, ${words}`}</span>
    </span>
  );
}
