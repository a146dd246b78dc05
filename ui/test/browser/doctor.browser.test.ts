/** The network doctor. */

import { expect, test } from "vitest";
import { withBrowser } from "./window";

const { open } = withBrowser();

test("the doctor is reached from help, and says check by check what it finds", async () => {
  const program = await open();
  await program.page.evaluate(() => window.practice.slow("check", 3_000));
  await program.part("nav-help").click();
  await program.part("open-doctor").click();
  await program.part("doctor").waitFor();
  expect(await program.part("doctor-checks").getAttribute("aria-busy")).toBe("true");
  await program.practice("slow", "check", 0);
  await expect
    .poll(() => program.part("doctor-overall").textContent(), { timeout: 10_000 })
    .toBe("Everything works.");
  expect(await program.part("doctor-checks").locator("li").count()).toBe(9);
  expect(await program.part("check-tls").textContent()).toContain("Example Public CA");
  const before = (await program.calls("diagnose")).length;
  await program.part("doctor-run").click();
  await expect.poll(() => program.calls("diagnose")).toHaveLength(before + 1);
  await program.close();
});

test("the banner of a broken line leads to the doctor, which names the issuer and what to do", async () => {
  const program = await open({ scenario: "network:broken" });
  await program.practice("goOffline");
  await program.part("find-out-why").click();
  await expect.poll(() => program.part("doctor-overall").textContent()).toContain("does not work");
  const tls = await program.part("check-tls").textContent();
  expect(tls).toContain("Somebody Else Ltd");
  expect(tls).toContain("Do not go on");
  expect(await program.part("check-clock").textContent()).toContain("14 minutes");
  const notifications = await program.part("check-notifications").textContent();
  expect(notifications).toContain("Nothing on this computer shows notifications.");
  expect(notifications).toContain("dunst or mako");
  expect(await program.part("find-out-why").count()).toBe(0);
  await program.close();
});

test("the report is copied as it is shown", async () => {
  const program = await open();
  await program.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await program.part("nav-settings").click();
  await program.part("open-doctor").click();
  await program.part("copy-report").click();
  await expect.poll(() => program.part("copy-report").textContent()).toBe("Copied");
  const copied = await program.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("tls: good (tls_trusted");
  expect(await program.part("doctor-report").textContent()).toBe(copied);
  await program.close();
});

test("who cannot sign in looks at the typed address, signs in at the proxy, and comes back to what was typed", async () => {
  const program = await open({ scenario: "signed-out" });
  await program.page.evaluate(() => {
    window.practice.network = "asking";
    window.practice.failNext("sign_in", "proxy_needs_sign_in");
  });
  await program.part("sign-in-server").fill("https://messages.harbor.example");
  await program.part("sign-in-password").fill("anything");
  await program.part("sign-in-submit").click();
  await program.part("find-out-why").click();
  await program.part("proxy-sign-in").click();
  await expect.poll(() => program.part("proxy-dialog").textContent()).toContain("proxy.harbor.example:3128");
  await program.part("proxy-user").fill("ana");
  await program.part("proxy-password").fill("sesame");
  await program.part("proxy-submit").click();
  await expect.poll(() => program.part("doctor-overall").textContent()).toBe("Everything works.");
  expect(await program.calls("set_proxy_credentials")).toEqual([["https://messages.harbor.example", "ana"]]);
  expect((await program.calls("diagnose")).at(-1)).toEqual(["https://messages.harbor.example"]);
  await program.part("doctor-back").click();
  expect(await program.part("sign-in-server").inputValue()).toBe("https://messages.harbor.example");
  await program.close();
});
