/** What this computer talks to and keeps. Nothing of it is set here: by signing in, or by IT. */

import { useModel } from "../../stores/model";
import { useSelected } from "../../stores/store";
import { PageSection } from "../../widgets/Page";
import { useWords } from "../../words/useWords";
import styles from "./AccountSection.module.css";
import { ManagedNote } from "./ManagedNote";
import { useManaged, useSettings } from "./useSettings";

/** The server's address, the proxy, and for how long messages stay. */
export function ComputerSection() {
  const words = useWords();
  const { computer } = words.settings;
  const { administration } = useSettings();
  const address = useSelected(useModel().session.app, (app) =>
    app.state === "signed_in" ? app.account.server_address : null,
  );
  const server = useManaged("server_address");
  const proxy = useManaged("proxy_mode");
  const kept = useManaged("cache_days");
  const days = administration.cache_days;
  const count = (number: number) => new Intl.NumberFormat(words.locale).format(number);
  return (
    <PageSection title={computer.title}>
      <dl className={styles.facts} data-part="this-computer">
        <dt>{computer.server}</dt>
        <dd data-part="setting-server-address">
          <span dir="ltr">{address}</span>
          {server ? <ManagedNote managed={server} /> : <span>. {computer.serverFree}</span>}
        </dd>
        {proxy && (
          <>
            <dt>{computer.proxy}</dt>
            <dd data-part="setting-proxy">
              {computer.proxySet}
              <ManagedNote managed={proxy} />
            </dd>
          </>
        )}
        <dt>{computer.kept}</dt>
        <dd data-part="setting-cache-days">
          {days === null ? computer.keptForGood : computer.keptDays(days, count(days))}
          <ManagedNote managed={kept && { ...kept, effect: "fixed" }} />
        </dd>
      </dl>
    </PageSection>
  );
}
