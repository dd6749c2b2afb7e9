// A fresh instance, a whole meeting by keyboard alone, and a second window that follows without a reload.
import { test, ok, is, has, note, freshData, serve, browser, visitor, run, line } from "./lib.mjs";
import { setUp, prepare, runMeeting, checkDecision, BODY, DAY } from "./steps.mjs";

await test(async (opened) => {
  const data = opened(freshData());
  const server = opened(await serve(data.data));
  const b = opened(await browser());
  const admin = await visitor(b, server), clerk = await visitor(b, server), viewer = await visitor(b, server);
  const invitation = await setUp(admin, data.data);
  await prepare(clerk, invitation);

  const live = `/meetings/${BODY}/${DAY}/live`;
  await viewer.go(live);
  has(await viewer.text(), "What is happening now", "the live page is there before the meeting");
  await viewer.page.evaluate(() => { window.here = true; });
  const wire = opened(await line(server.port));
  const far = await visitor(b, wire);
  await far.go(live);
  await far.page.evaluate(() => { window.here = true; });
  await far.page.locator("#live-hint", { hasText: "follows the meeting by itself" }).waitFor();

  const slow = [];
  let worst = 0;
  await runMeeting(clerk, true, async (part, what) => {
    const began = Date.now();
    const seen = await viewer.page.locator("#live").filter({ hasText: part }).waitFor({ timeout: 2000 }).then(() => true, () => false);
    if (process.env.DAIS_SHOW) { note(`${what}: ${(await viewer.page.locator("#live").innerText()).replace(/\s+/g, " ")}`); }
    const took = Date.now() - began;
    worst = Math.max(worst, took);
    if (!seen) { slow.push(`${what}: ${part} not in: ${await viewer.page.locator("#live").innerText()}`); }
    if (what === "second") {
      far.allow("cut");
      wire.cut();
      await far.page.locator("#live-hint", { hasText: "connection is lost" }).waitFor();
    }
    if (what === "vote of stein") { wire.mend(); }
    if (what === "vote of toro") {
      const there = await far.page.locator("#live").filter({ hasText: /Dan Toro\s+No/i }).waitFor({ timeout: 15000 }).then(() => true, () => false);
      ok(there, "a window whose line was cut catches up", await far.page.locator("#live").innerText());
      has(await far.page.locator("#live").innerText(), /Ada Quill\s+Yes/i, "and misses nothing that happened meanwhile");
      has(await far.page.locator("#live-hint").innerText(), "follows the meeting by itself", "and says that it follows again");
    }
  });
  ok(slow.length === 0, "the second window follows each step within 2 seconds", slow.join("\n"));
  note(`the slowest step was seen ${worst} ms after the clerk's next page`);
  ok(await viewer.page.evaluate(() => window.here === true), "the second window was never loaded anew");
  ok(await far.page.evaluate(() => window.here === true), "nor was the one whose line was cut");
  await far.page.locator("#live").filter({ hasText: /The meeting ended/ }).waitFor({ timeout: 5000 });

  await checkDecision(viewer, server);
  for (const [who, v] of [["administrator", admin], ["clerk", clerk], ["viewer", viewer], ["viewer with a bad line", far]]) {
    ok(v.faults.length === 0, `the ${who} met no error of script, policy or another host`, v.faults.join("\n"));
  }
  await b.close();
  await server.close();
  is(server.errors(), "", "the server wrote no error");
  run("verify", "--data", data.data);
  ok(true, "the record verifies");
});
