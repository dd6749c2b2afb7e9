// The same way without any script, and the live page by opening it again.
import { test, ok, has, freshData, serve, browser, visitor } from "./lib.mjs";
import { setUp, prepare, runMeeting, checkDecision, BODY, DAY } from "./steps.mjs";

await test(async (opened) => {
  const data = opened(freshData());
  const server = opened(await serve(data.data));
  const b = opened(await browser());
  const off = { javaScriptEnabled: false };
  const admin = await visitor(b, server, off), clerk = await visitor(b, server, off), viewer = await visitor(b, server, off);
  const invitation = await setUp(admin, data.data);
  await prepare(clerk, invitation);
  await viewer.go(`/meetings/${BODY}/${DAY}/live`);
  has(await viewer.text(), "What is happening now", "the live page is there before the meeting");
  const missed = [];
  await runMeeting(clerk, false, async (part, what) => {
    await viewer.page.reload();
    const text = await viewer.page.locator("#live").innerText();
    if (!part.test(text)) { missed.push(`${what}: ${part} not in: ${text}`); }
  });
  ok(missed.length === 0, "the live page shows each step when it is loaded again", missed.join("\n"));
  await viewer.page.locator("#live-hint a").click();
  has(await viewer.text(), /The meeting ended/, "its own link shows the state now");
  await checkDecision(viewer, server);
  for (const [who, v] of [["administrator", admin], ["clerk", clerk], ["viewer", viewer]]) {
    ok(v.faults.length === 0, `the ${who} met no error and no other host`, v.faults.join("\n"));
  }
});
