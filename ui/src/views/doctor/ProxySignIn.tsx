/** Signing in at the proxy that stands on the way to the server. */

import { type FormEvent, useEffect, useId, useState } from "react";
import type { CommandError, ProxyView } from "../../api/generated";
import { useModel } from "../../stores/model";
import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { TextField } from "../../widgets/TextField";
import { useWords } from "../../words/useWords";
import styles from "./Doctor.module.css";

interface ProxySignInProps {
  serverAddress: string | null;
  onDone: () => void;
  onClose: () => void;
}

/** The proxy's password goes to the keyring, and to this proxy only. */
export function ProxySignIn({ serverAddress, onDone, onClose }: ProxySignInProps) {
  const { examination } = useModel();
  const { actions, doctor } = useWords();
  const [proxy, setProxy] = useState<ProxyView | null>(null);
  const [typedName, setTypedName] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<CommandError | null>(null);
  const form = useId();
  const name = proxy?.user_name ?? typedName;

  useEffect(() => {
    void examination.proxy(serverAddress).then(setProxy);
  }, [examination, serverAddress]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (name.trim() === "" || password === "") return;
    const failed = await examination.signInAtProxy(serverAddress, name.trim(), password);
    setPassword("");
    if (failed === null) onDone();
    else setError(failed);
  }

  return (
    <Dialog
      title={doctor.proxySignIn}
      onClose={onClose}
      part="proxy-dialog"
      actions={
        <>
          <Button onPress={onClose}>{actions.cancel}</Button>
          <Button type="submit" form={form} weight="primary" part="proxy-submit">
            {doctor.proxySignIn}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit} aria-label={doctor.proxySignIn} noValidate>
        {error && <ErrorBanner error={error} />}
        {proxy && <p>{doctor.proxySignInTo(proxy.address)}</p>}
        <TextField
          label={doctor.proxyUser}
          value={name}
          onChange={setTypedName}
          readOnly={proxy?.user_name != null}
          part="proxy-user"
          autoFocus
        />
        <TextField
          label={doctor.proxyPassword}
          value={password}
          onChange={setPassword}
          type="password"
          hint={doctor.proxyHint}
          part="proxy-password"
        />
      </form>
    </Dialog>
  );
}
