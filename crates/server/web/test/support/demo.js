// The real service with the demo practice, on a free port, for as long as a test file runs.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const BINARY =
  process.env.ALLIA_SERVER ??
  fileURLToPath(new URL("../../../../../target/debug/allia-server", import.meta.url));
const READY_MILLIS = 120_000;

/**
 * Starts the demo and waits for its `ready` line.
 *
 * @param {...string} options further command line options
 */
export async function startDemo(...options) {
  const env = { ALLIA_LOG: "warn", ...process.env };
  const child = spawn(BINARY, ["demo", "--listen", "127.0.0.1:0", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
    env,
  });
  // Also when the test run is broken off before it could stop the demo.
  process.once("exit", () => child.kill("SIGTERM"));
  const ready = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the demo did not become ready in time")), READY_MILLIS);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the demo ended with code ${code}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (!line.startsWith("ready ")) return;
      clearTimeout(timer);
      resolve(JSON.parse(line.slice("ready ".length)));
    });
  });
  const stop = () =>
    new Promise((resolve) => {
      child.once("exit", resolve);
      child.kill("SIGTERM");
    });
  return { ...ready, stop };
}
