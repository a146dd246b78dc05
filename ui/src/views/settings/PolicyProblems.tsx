/** What is wrong with the organization's policies, and whom to tell. */

import type { PolicyFault, PolicyProblem } from "../../api/generated";
import { Banner } from "../../widgets/Banner";
import { useWords } from "../../words/useWords";
import type { Words } from "../../words/words";
import { useSettings } from "./useSettings";

function faultWords(fault: PolicyFault, { policy }: Words["settings"]): string {
  switch (fault.kind) {
    case "unreadable":
      return policy.unreadable;
    case "unprotected":
      return policy.unprotected;
    case "malformed":
      return policy.malformed;
    case "wrong_value":
      return policy.wrongValue(fault.name);
    case "unknown_name":
      return policy.unknownName(fault.name);
    case "no_proxy_address":
      return policy.noProxyAddress;
  }
}

/** Whether the rest of the document holds. */
function isPartial(fault: PolicyFault): boolean {
  return fault.kind === "unknown_name" || fault.kind === "no_proxy_address";
}

function Problem({ problem }: { problem: PolicyProblem }) {
  const { settings } = useWords();
  const { policy } = settings;
  return (
    <Banner
      tone="notice"
      title={isPartial(problem.fault) ? policy.partly : policy.ignored}
      part="policy-problem"
    >
      {faultWords(problem.fault, settings)} {policy.tell} <bdi dir="ltr">{problem.source}</bdi>
    </Banner>
  );
}

/** One banner for each; nothing when all is well. */
export function PolicyProblems() {
  const { problems } = useSettings().administration;
  return problems.map((problem) => (
    <Problem key={problem.source + JSON.stringify(problem.fault)} problem={problem} />
  ));
}
