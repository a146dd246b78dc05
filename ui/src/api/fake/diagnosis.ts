/** What the network doctor finds on made-up networks. */

import type { Check, Diagnosis } from "../generated";

/** A made-up network: in good order, with a proxy that inspects, one that asks who one is, or with many faults. */
export type FakeNetwork = "fine" | "inspected" | "asking" | "broken";

const FINE: Check[] = [
  check("name_resolution", "good", "name_found", { addresses: ["192.0.2.7"] }),
  check("proxy", "good", "proxy_none"),
  check("tls", "good", "tls_trusted", {
    issuer: "Example Public CA",
    chain: ["Example Public CA"],
    ends_at: "2027-03-01T00:00:00.000Z",
    version: "TLS 1.3",
  }),
  check("service", "good", "service_works", { version: "1" }),
  check("live_stream", "good", "live_works"),
  check("clock", "good", "clock_right", { ahead_seconds: 2 }),
  check("disk_space", "good", "disk_enough", { free_megabytes: 81_234 }),
  check("keyring", "good", "keyring_works", { keyring: "gnome-keyring-d" }),
  check("notifications", "good", "notifications_shown", { shown_by: "dunst 1.12" }),
];

const PROXY = { proxy: "proxy.harbor.example:3128", proxy_source: "policy" } as const;

const OTHERWISE: Record<FakeNetwork, Check[]> = {
  fine: [],
  inspected: [
    check("proxy", "good", "proxy_works", PROXY),
    check("tls", "good", "tls_company_authority", {
      issuer: "Harbor Practice Inspection",
      chain: ["Harbor Practice Inspection"],
      ends_at: "2027-03-01T00:00:00.000Z",
      version: "TLS 1.3",
    }),
    check("live_stream", "warning", "live_held_back"),
  ],
  asking: [
    check("proxy", "bad", "proxy_needs_sign_in", { ...PROXY, status: 407 }),
    check("tls", "skipped", "tls_not_reached"),
    check("service", "skipped", "service_not_reached"),
    check("live_stream", "skipped", "live_not_reached"),
    check("clock", "skipped", "clock_unknown"),
  ],
  broken: [
    check("proxy", "good", "proxy_works", PROXY),
    check("tls", "bad", "tls_unknown_issuer", { issuer: "Somebody Else Ltd", chain: ["Somebody Else Ltd"] }),
    check("service", "skipped", "service_not_reached"),
    check("live_stream", "skipped", "live_not_signed_in"),
    check("clock", "warning", "clock_wrong", { ahead_seconds: -840 }),
    check("disk_space", "warning", "disk_low", { free_megabytes: 312 }),
    check("keyring", "bad", "keyring_locked"),
    check("notifications", "bad", "notifications_missing"),
  ],
};

function check(
  name: Check["name"],
  verdict: Check["verdict"],
  code: Check["code"],
  facts: Check["facts"] = {},
): Check {
  return { name, verdict, code, facts, milliseconds: 21 };
}

/** What is found on this network. */
export function fakeDiagnosis(network: FakeNetwork): Diagnosis {
  const other = (fine: Check) => OTHERWISE[network].find(({ name }) => name === fine.name) ?? fine;
  const checks = FINE.map(other);
  const lines = checks.map(({ name, verdict, code }) => `${name}: ${verdict} (${code}, 21 ms)`);
  const head = "Allia Messages: network report\nServer: messages.harbor.example\n";
  return { host: "messages.harbor.example", checks, report: [head, ...lines].join("\n") };
}
