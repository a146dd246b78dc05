import { expect, test } from "vitest";
import { coalesce } from "./coalesce";

test("a burst of calls costs two runs, and the last began after the last call", async () => {
  let runs = 0;
  const refresh = coalesce(async () => {
    runs += 1;
    await Promise.resolve();
  });
  await Promise.all([refresh(), refresh(), refresh(), refresh()]);
  expect(runs).toBe(2);
  await refresh();
  expect(runs).toBe(3);
});

test("a run that fails does not stop the next", async () => {
  let runs = 0;
  const refresh = coalesce(async () => {
    runs += 1;
    if (runs === 1) throw new Error("first");
  });
  await expect(refresh()).rejects.toThrow("first");
  await refresh();
  expect(runs).toBe(2);
});

test("a wish to read once more can be taken back", async () => {
  let runs = 0;
  const refresh = coalesce(async () => {
    runs += 1;
    await Promise.resolve();
  });
  const reading = refresh();
  void refresh();
  refresh.forget();
  await reading;
  expect(runs).toBe(1);
});
