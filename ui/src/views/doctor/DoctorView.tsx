/** The network doctor as a page of the signed-in window. */

import { Page } from "../../widgets/Page";
import { useWords } from "../../words/useWords";
import { Findings } from "./Findings";

/** Looks at the server of whoever is signed in. */
export function DoctorView() {
  const { doctor } = useWords();
  return (
    <Page title={doctor.title} lead={doctor.lead} part="doctor">
      <Findings serverAddress={null} />
    </Page>
  );
}
