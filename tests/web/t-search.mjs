// The search over a whole instance: what the paper process gathers, what the page finds, and how soon.
import fs from "node:fs";
import path from "node:path";
import { test, ok, is, has, get, run, freshData, demonstration, serve, browser, visitor, noSidewaysScroll, AXE } from "./lib.mjs";


const found = async (origin, words, more = "") =>
  JSON.parse((await get(origin, `/search.json?q=${encodeURIComponent(words)}${more}`)).text);

// Until the search has it, at most so many seconds; how many it took, or null.
async function within(seconds, seen) {
  const from = Date.now();
  for (;;) {
    if (await seen()) { return (Date.now() - from) / 1000; }
    if (Date.now() - from > seconds * 1000) { return null; }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

// Plays a few statements; the name of the scenario is the beginning of its acts' ids.
function play(it, name, text) {
  const file = path.join(path.dirname(it.data), name + ".scn");
  fs.writeFileSync(file, `scenario "${name}"\n${text}`);
  run("play", file, "--data", it.data);
}

await test(async (opened) => {
  const it = opened(demonstration());
  let server = opened(await serve(it.data));
  const b = opened(await browser());
  const v = await visitor(b, server), { page } = v;

  // ---- words, a phrase, one body, the same as JSON ----
  ok(await within(15, async () => (await found(server.origin, "\"last bus\"")).all === 1) !== null, "the whole record is gathered");
  await v.go("/");
  await page.getByRole("link", { name: "Search" }).click();
  has(await v.text(), "are searched", "before anything is asked the page says what is searched");
  await page.getByLabel("Words").fill("sea wall");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=sea/);
  const hits = page.locator("ol.hits > li");
  const twin = await found(server.origin, "sea wall");
  ok(twin.all >= 2 && await hits.count() === Math.min(twin.all, 20), "the page shows what its JSON twin holds", JSON.stringify(twin));
  has(await hits.first().innerText(), "Emergency repairs of the sea wall", "titles go first");
  ok((await hits.first().locator("mark").allInnerTexts()).join(" ").toLowerCase() === "sea wall", "the words that were asked for are marked");
  await hits.first().getByRole("link").first().click();
  has(await v.text(), "Emergency repairs of the sea wall", "a hit leads to its page");
  const phrase = await found(server.origin, '"sea wall"'), turned = await found(server.origin, '"wall sea"');
  ok(phrase.all >= 2 && turned.all === 0, "a phrase is in its order");
  has(turned.sentence, "Nothing in the record holds all of these words", "nothing found is said calmly");
  const everywhere = await found(server.origin, "agreement"), there = await found(server.origin, "agreement", "&body=rehearsal");
  ok(there.all > 0 && there.all < everywhere.all && there.lines.every((l) => l.body === "rehearsal"), "one body alone",
    JSON.stringify([everywhere.all, there.all]));
  await v.go("/search?q=agreement");
  await page.getByLabel("Body").selectOption("rehearsal");
  await page.getByRole("button", { name: "Search" }).click();
  await page.waitForURL(/body=rehearsal/);
  has(await page.locator("[role=status]").innerText(), String(there.all), "… on the page too");
  const reasons = await found(server.origin, "overtime", "&among=reasons");
  ok(reasons.all >= 1 && reasons.lines.every((l) => l.kind === "reason.given"), "among reasons alone");
  ok(everywhere.all > 20, "there is more than a page of them");
  await v.go("/search?q=agreement");
  await page.getByRole("link", { name: "More hits" }).click();
  await page.waitForURL(/first=20/);
  is(await page.locator("ol.hits").getAttribute("start"), "21", "the next page goes on with the count");
  v.allow(400);
  has((await v.go("/search?q=" + "a+".repeat(20))).status(), /400/, "too many words are refused");
  v.allow();

  // ---- how it looks ----
  await v.go("/search?q=agreement");
  await page.evaluate(AXE);
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    const bad = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] })
      .then((r) => r.violations.map((x) => `${x.id}: ${x.nodes.map((n) => n.target).slice(0, 3)}`).join("\n")));
    is(bad, "", `axe finds nothing (${scheme})`);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  is(await noSidewaysScroll(page), "", "no sideways scroll at 320 px");
  const plain = await visitor(b, server, { javaScriptEnabled: false });
  await plain.go("/search");
  await plain.page.fill("#q", "swimming pool");
  await plain.page.click("main form button");
  await plain.page.waitForURL(/q=swimming/);
  has(await plain.text(), "Longer hours of the swimming pool", "without script");

  // ---- what is recorded now is found at once; what is corrected is found as it should have been entered ----
  const moment = 'as clerk-1 clerk\nbody rehearsal\nfile rc-90 resolution "A heronry at the reservoir"\n' +
    'meeting rehearsal/2027-01-05 regular 2027-01-05T23:00:00Z\ncall to order presiding=seat-1\nnote "The hernory was shown." as slip\n';
  play(it, "moment", moment);
  const took = await within(3, async () => (await found(server.origin, "heronry reservoir")).all === 1);
  ok(took !== null, `an entry of a moment ago is found within three seconds (${took})`);
  ok(await within(3, async () => (await found(server.origin, "hernory")).all === 1) !== null, "a note too");
  play(it, "moment", moment + 'correct slip: note "The heronry was shown."\n'); // what stands already is not entered twice
  ok(await within(3, async () => (await found(server.origin, "hernory")).all === 0 && (await found(server.origin, "heronry shown")).all === 1) !== null,
    "the right words are found, and the wrong ones no longer");

  // ---- made anew ----
  await server.close();
  const file = path.join(it.data, "search", "search.db");
  ok(fs.existsSync(file), "the words stand in a file of their own");
  run("rebuild", "--data", it.data);
  ok(!fs.existsSync(file), "rebuild drops it");
  server = opened(await serve(it.data));
  ok(await within(15, async () => (await found(server.origin, "heronry shown")).all === 1 && (await found(server.origin, "hernory")).all === 0) !== null,
    "it is made anew, corrections and all");

  // ---- not there ----
  const other = opened(freshData());
  fs.mkdirSync(path.join(other.data, "search", "search.db"), { recursive: true });
  const waiting = opened(await serve(other.data));
  const answer = await get(waiting.origin, "/search?q=anything");
  is(answer.status, 200, "where the words are not gathered yet the page is there");
  has(answer.text, "The words of the record are still being gathered", "… and says so");
  ok(v.faults.concat(plain.faults).length === 0, "no error of script, policy or another host", v.faults.concat(plain.faults).join("\n"));
});
