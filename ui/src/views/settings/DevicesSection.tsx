/** Where the person is signed in, and ending that. */

import { Monitor } from "lucide-react";
import { useEffect, useState } from "react";
import type { DeviceView } from "../../api/generated";
import { fullTime, momentInSentence } from "../../domain/dates";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { Button } from "../../widgets/Button";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { PageSection } from "../../widgets/Page";
import { Spinner } from "../../widgets/Progress";
import { Sentence } from "../../widgets/Sentence";
import { useNow } from "../../widgets/useNow";
import { useWords } from "../../words/useWords";
import styles from "./DevicesSection.module.css";
import { RemoveThisDevice } from "./RemoveThisDevice";
import { SignOutDevice } from "./SignOutDevice";

/** One line a device, this computer first. */
export function DevicesSection() {
  const model = useModel();
  const { account, actions } = useWords();
  const { devices, error } = useStore(model.devices.state);
  const [asked, setAsked] = useState<DeviceView | null>(null);
  useEffect(() => void model.devices.read(), [model]);
  return (
    <PageSection title={account.devices}>
      {error && (
        <ErrorBanner
          error={error}
          operation="devices"
          action={
            <Button weight="quiet" onPress={() => void model.devices.read()} part="devices-again">
              {actions.tryAgain}
            </Button>
          }
        />
      )}
      {devices === null && error === null && <Spinner label={account.readingDevices} />}
      {devices !== null && (
        <ul className={styles.list} aria-label={account.devices} data-part="devices">
          {devices.map((device) => (
            <Device key={device.session_id} device={device} onSignOut={() => setAsked(device)} />
          ))}
        </ul>
      )}
      <RemoveThisDevice />
      {asked && <SignOutDevice device={asked} onClose={() => setAsked(null)} />}
    </PageSection>
  );
}

function Device({ device, onSignOut }: { device: DeviceView; onSignOut: () => void }) {
  const { account, actions } = useWords();
  const signedIn = <Moment at={device.signed_in_at} />;
  const seen = <Moment at={device.last_seen_at} />;
  return (
    <li className={styles.device} data-part="device">
      <Monitor className={styles.icon} size="1.375rem" aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.head}>
          <bdi className={styles.name}>{device.device_name}</bdi>
          {device.current && <span className={styles.mark}>{account.thisComputer}</span>}
        </p>
        <p className={styles.quiet}>
          <Sentence
            of={device.current ? account.signedInSince(signedIn) : account.signedInAndSeen(signedIn, seen)}
          />
        </p>
      </div>
      {!device.current && (
        <Button onPress={onSignOut} label={account.signOutDevice(device.device_name)} part="sign-out-device">
          {actions.signOut}
        </Button>
      )}
    </li>
  );
}

function Moment({ at }: { at: string }) {
  const words = useWords();
  const now = useNow();
  return (
    <time dateTime={at} title={fullTime(at, words)}>
      {momentInSentence(at, now, words)}
    </time>
  );
}
