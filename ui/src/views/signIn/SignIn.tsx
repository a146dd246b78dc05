/** Signing in, for the first time or again after a session's end. */

import { type FormEvent, useState } from "react";
import type { Account, CommandError, SignOutReason } from "../../api/generated";
import { signOutWords } from "../../domain/connection";
import { useModel } from "../../stores/model";
import { Banner } from "../../widgets/Banner";
import { Button } from "../../widgets/Button";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { TextField } from "../../widgets/TextField";
import { Gate } from "../gate/Gate";
import styles from "./SignIn.module.css";

interface SignInProps {
  serverAddress: string | null;
  username: string | null;
  reason: SignOutReason | null;
  /** Whose session ended; null when nobody is signed in. */
  account: Account | null;
}

/** The form. What was typed stays in it when signing in fails, except the password. */
export function SignIn({ serverAddress, username, reason, account }: SignInProps) {
  const model = useModel();
  const [address, setAddress] = useState(serverAddress ?? "");
  const [name, setName] = useState(username ?? "");
  const [password, setPassword] = useState("");
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<CommandError | null>(null);
  const why = signOutWords(reason);
  const filled = address.trim() !== "" && name.trim() !== "" && password !== "";

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending || !filled) return;
    setPending(true);
    const failure = await model.session.signIn({
      server_address: address.trim(),
      username: name.trim(),
      password,
    });
    setPending(false);
    setError(failure);
    if (failure) setPassword("");
  }

  return (
    <Gate part="sign-in">
      <form className={styles.form} onSubmit={submit} aria-label="Sign in" noValidate>
        <h2 className={styles.title}>
          {account ? <bdi>Welcome back, {account.display_name}</bdi> : "Sign in"}
        </h2>
        {why && !error && (
          <div className={styles.message}>
            <Banner tone="notice">{why}</Banner>
          </div>
        )}
        {error && (
          <div className={styles.message}>
            <ErrorBanner error={error} />
          </div>
        )}
        <TextField
          label="Server address"
          value={address}
          onChange={setAddress}
          type="url"
          part="sign-in-server"
          readOnly={account !== null}
          autoFocus={!serverAddress}
          hint={account ? undefined : "From your practice, for example https://messages.example.org"}
        />
        <TextField
          label="User name"
          value={name}
          onChange={setName}
          part="sign-in-username"
          autoComplete="username"
          autoFocus={Boolean(serverAddress) && !username}
        />
        <TextField
          label="Password"
          value={password}
          onChange={setPassword}
          type="password"
          part="sign-in-password"
          autoComplete="current-password"
          autoFocus={Boolean(serverAddress) && Boolean(username)}
        />
        <Button type="submit" weight="primary" pending={pending} part="sign-in-submit">
          {pending ? "Signing in" : "Sign in"}
        </Button>
        {account && (
          <Button weight="quiet" onPress={() => void model.signOut()} part="sign-in-other">
            Use another account
          </Button>
        )}
      </form>
    </Gate>
  );
}
