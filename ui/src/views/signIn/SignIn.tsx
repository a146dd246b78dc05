/** Signing in, for the first time or again after a session's end. */

import { type FormEvent, useState } from "react";
import type { Account, SignOutReason } from "../../api/generated";
import { signOutWords } from "../../domain/connection";
import { type Failure, OF_THE_NETWORK } from "../../domain/errors";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { Banner } from "../../widgets/Banner";
import { Button } from "../../widgets/Button";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { TextField } from "../../widgets/TextField";
import { useWords } from "../../words/useWords";
import { DoctorGate } from "../doctor/DoctorGate";
import { Gate } from "../gate/Gate";
import styles from "./SignIn.module.css";

interface SignInProps {
  serverAddress: string | null;
  username: string | null;
  reason: SignOutReason | null;
  /** Whose session ended; null when nobody is signed in. */
  account: Account | null;
  /** What signing in does here beyond the usual. */
  notice?: string;
  /** Leads back to where one came from. */
  onBack?: () => void;
}

function focusFirstEmpty(form: HTMLFormElement): void {
  [...form.querySelectorAll("input")].find((field) => field.value.trim() === "")?.focus();
}

/** The form. What was typed stays in it when signing in fails, except the password. */
export function SignIn({ serverAddress, username, reason, account, notice, onBack }: SignInProps) {
  const model = useModel();
  const words = useWords();
  const { actions, signIn } = words;
  const managed = useStore(model.preferences.administration);
  const [typed, setAddress] = useState(serverAddress ?? "");
  const address = (!account && managed.server_address) || typed;
  const [name, setName] = useState(username ?? "");
  const [password, setPassword] = useState("");
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** Whether the network doctor is shown in place of the form. */
  const [examining, setExamining] = useState(false);
  /** Whether the form was sent with a field left empty: from then on the empty ones are marked. */
  const [tried, setTried] = useState(false);
  const why = notice ?? signOutWords(reason, words);
  const filled = address.trim() !== "" && name.trim() !== "" && password !== "";
  const missing = (value: string, said: string) => (tried && value.trim() === "" ? said : undefined);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    setTried(!filled);
    if (!filled) return focusFirstEmpty(event.currentTarget);
    setPending(true);
    const error = await model.session.signIn({
      server_address: address.trim(),
      username: name.trim(),
      password,
    });
    setPending(false);
    setFailure(error && { operation: null, error });
    if (error) setPassword("");
  }

  if (examining) return <DoctorGate serverAddress={address.trim()} onBack={() => setExamining(false)} />;

  async function leave() {
    setFailure(await model.signOut());
  }

  return (
    <Gate part="sign-in">
      <form className={styles.form} onSubmit={submit} aria-label={signIn.title} noValidate>
        <h2 className={styles.title}>
          {account ? <bdi>{signIn.welcomeBack(account.display_name)}</bdi> : signIn.title}
        </h2>
        {why && !failure && (
          <div className={styles.message}>
            <Banner tone="notice">{why}</Banner>
          </div>
        )}
        {failure && (
          <div className={styles.message}>
            <ErrorBanner
              {...failure}
              action={
                OF_THE_NETWORK.has(failure.error.code) && (
                  <Button weight="quiet" onPress={() => setExamining(true)} part="find-out-why">
                    {words.doctor.findOut}
                  </Button>
                )
              }
            />
          </div>
        )}
        <TextField
          label={signIn.server}
          value={address}
          onChange={setAddress}
          type="url"
          part="sign-in-server"
          readOnly={account !== null || managed.server_address !== null}
          autoFocus={!address}
          error={missing(address, signIn.serverMissing)}
          hint={
            account ? undefined : managed.server_address ? words.settings.policy.managed : signIn.serverHint
          }
        />
        <TextField
          label={signIn.username}
          value={name}
          onChange={setName}
          part="sign-in-username"
          autoComplete="username"
          readOnly={account !== null}
          error={missing(name, signIn.usernameMissing)}
          autoFocus={Boolean(address) && !username}
        />
        <TextField
          label={signIn.password}
          value={password}
          onChange={setPassword}
          type="password"
          part="sign-in-password"
          autoComplete="current-password"
          error={missing(password, signIn.passwordMissing)}
          autoFocus={Boolean(address) && Boolean(username)}
        />
        <Button type="submit" weight="primary" pending={pending} part="sign-in-submit">
          {pending ? signIn.submitting : signIn.submit}
        </Button>
        {onBack && (
          <Button weight="quiet" onPress={onBack} part="sign-in-back">
            {actions.back}
          </Button>
        )}
        {account && (
          <Button weight="quiet" onPress={() => void leave()} part="sign-in-other">
            {signIn.otherAccount}
          </Button>
        )}
      </form>
    </Gate>
  );
}
