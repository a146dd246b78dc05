/** Every component in every state: photographed, and looked through by axe. */

import { expect, test } from "vitest";
import { violations } from "./axe";
import { misplacedTexts } from "./layout";
import { withBrowser } from "./window";

const { open } = withBrowser();

const APPEARANCES = ["light", "dark", "high_contrast"] as const;
const DIALOGS = ["plain", "confirm", "danger", "not-ready"] as const;

test.each(APPEARANCES)("the gallery is whole and without violation in %s", async (appearance) => {
  for (const width of [480, 1280, 2560]) {
    const program = await open({ path: "/gallery", settings: { appearance }, width, height: 3200 });
    await program.part("gallery").waitFor();
    await program.page.emulateMedia({ reducedMotion: "reduce" });
    await program.screenshot(`gallery/${appearance}-${width}`);
    expect(await violations(program), `${width}`).toEqual([]);
    expect(await misplacedTexts(program), `${width}`).toEqual([]);
    await program.close();
  }
});

test.each(DIALOGS)("the dialog %s is without violation", async (dialog) => {
  const program = await open({ path: "/gallery", dialog });
  await program.page.getByRole("dialog").waitFor();
  const act = program.part("gallery-confirm");
  if ((await act.count()) > 0 && (await act.isEnabled())) {
    await act.click();
    await program.page.getByRole("dialog").getByRole("alert").waitFor();
  }
  await program.screenshot(`gallery/dialog-${dialog}`);
  expect(await violations(program)).toEqual([]);
  await program.close();
});
