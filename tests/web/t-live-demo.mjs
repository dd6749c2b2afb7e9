// The demonstration plays a meeting by itself, from its call to order to its adjournment, while somebody watches.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test, ok, is, has, get, dais, browser, visitor } from "./lib.mjs";

await test(async (opened) => {
  const where = fs.mkdtempSync(path.join(os.tmpdir(), "dais-live-"));
  opened({ close: async () => fs.rmSync(where, { recursive: true, force: true }) });
  const child = spawn(dais, ["demo", "--live", "--speed", "30", "--data", path.join(where, "data")],
    { env: { ...process.env, PORT: "0" }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "", errors = "";
  child.stdout.on("data", (piece) => { said += piece; });
  child.stderr.on("data", (piece) => { errors += piece; });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  opened({ close: async () => { child.kill("SIGTERM"); await ended; } });
  const until = async (seen, seconds) => {
    for (let i = 0; i < seconds * 10; i++) {
      const got = await seen();
      if (got) { return got; }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return null;
  };
  const origin = await until(() => said.match(/Dais serves .* at (http:\/\/127\.0\.0\.1:\d+)\//)?.[1], 60);
  const meeting = said.match(/\/meetings\/rehearsal\/[0-9-]+\/live/)?.[0];
  if (!ok(origin && meeting, "it says where the meeting can be followed", said + errors)) { return; }
  const b = opened(await browser());
  const viewer = await visitor(b, { origin });
  await viewer.go(meeting);
  await viewer.page.evaluate(() => { window.here = true; });
  const seen = await viewer.page.locator("#live").filter({ hasText: /Market Street|consent/i }).waitFor({ timeout: 60000 }).then(() => true, () => false);
  ok(seen, "the page follows the first business", await viewer.text());
  const status = await until(async () => {
    const answer = await get(origin, meeting + ".json");
    return answer.status === 200 && JSON.parse(answer.text).region.status === "adjourned";
  }, 60);
  ok(status, "the meeting comes to its end by itself", errors);
  is(errors, "", "nothing went otherwise than the scenario expects");
  ok(await viewer.page.evaluate(() => window.here === true), "the viewer's page was never loaded anew");
  const decision = JSON.parse((await get(origin, meeting.replace("/live", ".json"))).text);
  has(JSON.stringify(decision), /Adopted 4 to 1/, "the vote that was changed before the announcement counts as changed");
});
