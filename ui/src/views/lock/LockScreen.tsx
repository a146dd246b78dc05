/** The program is locked: a password, a number, and nothing of a patient. */

import { LockKeyhole } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import type { CommandError } from "../../api/generated";
import { attemptsWords, lostWords, unreadWords } from "../../domain/lock";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { Banner } from "../../widgets/Banner";
import { Button } from "../../widgets/Button";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { Sentence } from "../../widgets/Sentence";
import { TextField } from "../../widgets/TextField";
import { useWords } from "../../words/useWords";
import { Gate } from "../gate/Gate";
import styles from "./LockScreen.module.css";
import { SignOutInstead } from "./SignOutInstead";

interface LockScreenProps {
  username: string;
  /** Unread messages, or null while the number is not known. */
  unread: number | null;
  /** Wrong passwords left before the session ends. */
  attemptsLeft: number;
}

/** Enter unlocks. */
export function LockScreen({ username, unread, attemptsLeft }: LockScreenProps) {
  const model = useModel();
  const words = useWords();
  const form = useRef<HTMLFormElement>(null);
  const lost = lostWords(useStore(model.lock.lostTexts), words);
  const [password, setPassword] = useState("");
  const [empty, setEmpty] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<CommandError | null>(null);
  const attempts = attemptsWords(attemptsLeft, words);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    form.current?.querySelector("input")?.focus();
    setEmpty(password === "");
    if (password === "") return;
    setPending(true);
    const failed = await model.session.unlock(password);
    setPending(false);
    setPassword("");
    setError(failed);
  }

  return (
    <Gate part="lock-screen">
      <form className={styles.form} ref={form} onSubmit={submit} aria-label={words.lock.form} noValidate>
        <div className={styles.head}>
          <LockKeyhole size="1.75rem" aria-hidden="true" className={styles.icon} />
          <h2 className={styles.title}>{words.lock.title}</h2>
          <p className={styles.quiet}>
            <Sentence of={words.lock.signedInAs(<bdi className={styles.name}>{username}</bdi>)} />
          </p>
          <p className={styles.unread} role="status" data-part="lock-unread">
            {unreadWords(unread, words)}
          </p>
        </div>
        {lost && (
          <div className={styles.message}>
            <Banner tone="fault" title={lost} part="lost-texts" />
          </div>
        )}
        {error && (
          <div className={styles.message}>
            <ErrorBanner operation="unlock" error={error} />
          </div>
        )}
        <TextField
          label={words.lock.password}
          value={password}
          onChange={setPassword}
          type="password"
          part="unlock-password"
          autoComplete="current-password"
          error={empty && password === "" ? words.lock.passwordMissing : undefined}
          autoFocus
        />
        {attempts && (
          <p className={styles.quiet} data-part="attempts-left">
            {attempts}
          </p>
        )}
        <Button type="submit" weight="primary" pending={pending} part="unlock-submit">
          {pending ? words.lock.submitting : words.lock.submit}
        </Button>
        <SignOutInstead />
      </form>
    </Gate>
  );
}
