/** Who is signed in, where, and signing out. */

import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { Button } from "../../widgets/Button";
import { PageSection } from "../../widgets/Page";
import { useWords } from "../../words/useWords";
import styles from "./AccountSection.module.css";

/** The account; signing out asks first. */
export function AccountSection() {
  const model = useModel();
  const words = useWords();
  const app = useStore(model.session.app);
  if (app.state !== "signed_in") return null;
  const { account, storage } = app;
  return (
    <PageSection title={words.account.section}>
      <dl className={styles.facts} data-part="account">
        <dt>{words.account.signedInAs}</dt>
        <dd>
          <bdi>{account.display_name}</bdi>
        </dd>
        <dt>{words.account.practice}</dt>
        <dd>
          <bdi>{account.practice_name}</bdi>
        </dd>
        <dt>{words.account.onThisComputer}</dt>
        <dd>{storage === "encrypted" ? words.account.keptEncrypted : words.account.keptNowhere}</dd>
      </dl>
      <div>
        <Button onPress={() => model.navigation.showDialog("sign_out")} part="sign-out">
          {words.actions.signOut}
        </Button>
      </div>
    </PageSection>
  );
}
