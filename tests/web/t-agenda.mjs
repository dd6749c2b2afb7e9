// The clerk makes an agenda: by keyboard alone, with the mouse, without script; the public sees what is published.
import path from "node:path";
import { test, ok, is, has, browser, visitor, run, freshData, invite, serve, leaves, tabTo, fillByKeys, sendByKeys, HERE, PASSWORD, accessible } from "./lib.mjs";

const FIRST = "quay-council/2031-03-04", SECOND = "quay-council/2031-03-18";

// The items in order, with their numbers: "CA.1 qc-3".
const order = (page) => page.evaluate(() => [...document.querySelectorAll("#agenda li[data-item]")]
  .map((li) => `${li.querySelector(".number").textContent} ${li.dataset.item}`).join(", "));
const box = (page, item) => page.locator(`#agenda input[name="item"][value="${item}"]`);
const press = async (page, button) => {
  await tabTo(page, page.locator(`#agenda .together button[value="${button}"]`));
  await leaves(page, () => page.keyboard.press("Enter"));
};
const tick = async (page, item) => { await tabTo(page, box(page, item)); await page.keyboard.press("Space"); };
const focused = (page) => page.evaluate(() => document.activeElement.value || document.activeElement.id || document.activeElement.tagName);

// From the middle of one element to the upper left of another, as a hand moves the mouse.
async function drag(page, from, to) {
  const s = await page.locator(from).boundingBox(), t = await page.locator(to).boundingBox();
  await page.mouse.move(s.x + s.width / 2, s.y + s.height / 2);
  await page.mouse.down();
  await page.mouse.move(s.x + s.width / 2 + 4, s.y + s.height / 2 + 6, { steps: 4 });
  await page.mouse.move(t.x + 40, t.y + 10, { steps: 10 });
  await page.mouse.up();
}

async function signedIn(b, server, link) {
  const v = await visitor(b, server);
  await v.go(link);
  await v.page.fill('input[name="password"]', PASSWORD);
  await v.page.fill('input[name="again"]', PASSWORD);
  await Promise.all([v.page.waitForEvent("domcontentloaded"), v.page.click("main form button")]);
  const state = await v.context.storageState();
  await v.close();
  return state;
}

await test(async (opened) => {
  const it = opened(freshData());
  run("play", path.join(HERE, "agenda.scn"), "--data", it.data);
  const link = invite(it.data, "clerk-9", "--role", "clerk", "--body", "quay-council");
  const server = opened(await serve(it.data));
  const b = opened(await browser());
  const state = await signedIn(b, server, link);

  // ---- by keyboard alone, with script ----
  const clerk = await visitor(b, server, { storageState: state }), { page } = clerk;
  await clerk.go("/clerk");
  await tabTo(page, page.locator(`main a[href="/clerk/${FIRST}/agenda"]`));
  await leaves(page, () => page.keyboard.press("Enter"));
  has(await clerk.text(), /Notice is due Saturday, March 1, 2031, 6:00 p\.m\.; \d+ days/, "the deadline of notice, in words, with how long it still is");
  has(await clerk.text(), "No version is published yet", "nothing is published yet");
  is(await order(page), "CA.1 qc-3, RE.1 qc-5, RE.2 qc-1, RE.3 qc-2", "sections by the template; what was carried over stands at the head of its section");
  has(await clerk.text(), /February 25, 2031 was lost for lack of a quorum/, "and says why");
  has(await page.locator(".waiting").innerText(), /An ordinance on moorings[^]*filed, never on an agenda/, "filed items wait for a place");
  await page.evaluate(() => { window.here = true; });
  await tabTo(page, box(page, "qc-2"));
  await leaves(page, () => page.keyboard.press("Alt+ArrowUp"));
  is(await order(page), "CA.1 qc-3, RE.1 qc-5, RE.2 qc-2, RE.3 qc-1", "Alt and an arrow key move the item that has the focus");
  is(await focused(page), "qc-2", "which keeps the focus");
  await leaves(page, () => page.keyboard.press("Alt+ArrowUp"));
  is(await order(page), "CA.1 qc-3, RE.1 qc-2, RE.2 qc-5, RE.3 qc-1", "also before what was carried over");
  await leaves(page, () => page.keyboard.press("Alt+ArrowUp"));
  is(await order(page), "CA.1 qc-3, PH.1 qc-2, RE.1 qc-5, RE.2 qc-1", "and into the section before");
  await tabTo(page, page.locator('#agenda button[value="down qc-2"]'));
  await leaves(page, () => page.keyboard.press("Enter"));
  is(await order(page), "CA.1 qc-3, RE.1 qc-2, RE.2 qc-5, RE.3 qc-1", "the button beside it moves it back");
  is(await focused(page), "down qc-2", "and keeps the focus");
  ok(await page.evaluate(() => window.here === true), "no page was loaded anew");
  has(await page.locator("#agenda-says").textContent(), "RE.1", "where it stands now is said");
  await tick(page, "qc-4");
  await tick(page, "qc-6");
  await press(page, "put");
  is(await order(page), "CA.1 qc-3, PH.1 qc-4, RE.1 qc-2, RE.2 qc-5, RE.3 qc-1, DI.1 qc-6", "what waits is put on at once, each where its sort belongs");
  await tick(page, "qc-1");
  await fillByKeys(page, page.locator("#agenda-to"), "By consent");
  await fillByKeys(page, page.locator("#agenda-place"), "1");
  await leaves(page, () => page.keyboard.press("Enter"));
  is(await order(page), "CA.1 qc-1, CA.2 qc-3, PH.1 qc-4, RE.1 qc-2, RE.2 qc-5, DI.1 qc-6", "to a section and a place");
  await tick(page, "qc-2");
  await tick(page, "qc-5");
  await press(page, "number");
  has(await page.locator("#i-qc-5").innerText(), "R-2", "resolutions get their numbers");
  const file = page.locator('form:has(input[name="do"][value="file"])');
  is(await file.locator('[name="about.item"]').inputValue(), "qc-8", "a new item is offered the next file number");
  await sendByKeys(page, file, { "texts.title": "A new crane", "texts.text": "Section 1. A crane is bought." });
  has(await order(page), "RE.3 qc-8", "it is filed with its text and stands on the agenda");
  await accessible(page, "the agenda being made");
  await sendByKeys(page, page.locator('form[action="/acts/agenda.published"]'), {});
  has(await clerk.text(), /Version 1 was published[^]*the public sees what stands here/, "the agenda is published");
  await sendByKeys(page, page.locator('form[action="/acts/notice.posted"]'), { "data.where": "City Hall, front door" });
  has(await clerk.text(), /On the board: City Hall, front door, posted .*before notice was due/, "notice was posted: when, where, and that it was in time");
  await tick(page, "qc-6");
  await press(page, "off");
  has(await clerk.text(), /before a new version is published:[^]*Taken off: qc-6, Winter storage/, "what changed since is said");
  has(await page.locator(".waiting").innerText(), "Winter storage", "what was taken off waits again");
  const text = page.locator('form[action="/acts/meeting.changed"]');
  await sendByKeys(page, text, { "texts.place": "The rope walk" });
  await sendByKeys(page, page.locator('form[action="/acts/agenda.published"]'), { "texts.text": "One item less." });

  // ---- what the public sees ----
  const anyone = await visitor(b, server);
  await anyone.go(`/meetings/${FIRST}`);
  await Promise.all([anyone.page.waitForEvent("domcontentloaded"), anyone.page.click(`main a[href="/meetings/${FIRST}/agenda"]`)]);
  const seen = await anyone.text();
  has(seen, /Version 2, published .*before notice was due/, "the newest version, and that it came before the deadline");
  has(seen, /CA\. By consent[^]*CA\.1 Longer hours for the ferry[^]*RE\. Resolutions[^]*RE\.2 Benches on the quay/, "the sections with their items and numbers");
  has(seen, /Taken off: qc-6, Winter storage/, "what changed between the versions");
  has(seen, /It meets here: The rope walk/, "what was changed of the meeting");
  has(seen, /Due Saturday, March 1, 2031, 6:00 p\.m\.: 72 hours before the meeting, by Code 2-33/, "the deadline and where it is from");
  ok(!/left/.test(seen), "nothing that runs out with the clock stands on a page that is kept");
  await accessible(anyone.page, "the published agenda");
  await anyone.go(`/meetings/${FIRST}/agenda/1`);
  has(await anyone.text(), /Version 1, which newer ones follow[^]*Winter storage/, "an older version is still there");
  is(anyone.faults.join("; "), "", "no fault in the public's browser");

  // ---- with the mouse ----
  await clerk.go(`/clerk/${FIRST}/agenda`);
  await page.setViewportSize({ width: 1100, height: 2400 });
  await leaves(page, () => drag(page, "#i-qc-5", "#i-qc-1"));
  is(await order(page), "CA.1 qc-5, CA.2 qc-1, CA.3 qc-3, PH.1 qc-4, RE.1 qc-2, RE.2 qc-8", "an item is dragged before another");
  await leaves(page, () => drag(page, "#i-qc-5", '[data-section="Opening"] h2'));
  has(await order(page), "A.1 qc-5", "and into an empty section");
  clerk.allow(409);
  await tabTo(page, box(page, "qc-5"));
  await leaves(page, () => page.keyboard.press("Alt+ArrowUp"));
  has(await clerk.text(), "first of the agenda already", "what cannot be done says so");
  is(clerk.faults.join("; "), "", "no fault in the clerk's browser");

  // ---- without script, by keyboard ----
  const plain = await visitor(b, server, { storageState: state, javaScriptEnabled: false }), p = plain.page;
  plain.allow(400);
  await plain.go(`/clerk/${SECOND}/agenda`);
  const rows = async () => (await p.locator("#agenda li[data-item]").allInnerTexts()).map((t) => t.match(/[A-Z]+\.\d+/)[0] + " " + t.match(/qc-\d/)[0]).join(", ");
  const go = async (button) => { await tabTo(p, p.locator(`#agenda button[value="${button}"]:not([tabindex])`)); await Promise.all([p.waitForEvent("domcontentloaded"), p.keyboard.press("Enter")]); };
  is(await rows(), "RE.1 qc-7", "without script the same agenda");
  await tabTo(p, box(p, "qc-6"));
  await p.keyboard.press("Space");
  await fillByKeys(p, p.locator("#agenda-to"), "Resolutions");
  await go("put");
  is(await rows(), "RE.1 qc-7, RE.2 qc-6", "an item is put into a section");
  await go("up qc-6");
  is(await rows(), "RE.1 qc-6, RE.2 qc-7", "and moved up");
  is(new URL(p.url()).hash, "#i-qc-6", "and the page opens where it stands");
  await go("off");
  has(await plain.text(), "No item is ticked", "what is missing is said");
  const move = p.locator('form:has(input[name="do"][value="move"])');
  await tabTo(p, move.locator("xpath=ancestor::details").locator("summary"));
  await p.keyboard.press("Enter");
  for (const [name, value] of [["local.day", "2031-03-20"], ["local.time", "18:30"]]) { await fillByKeys(p, move.locator(`[name="${name}"]`), value); }
  await tabTo(p, move.locator("button"));
  await Promise.all([p.waitForEvent("domcontentloaded"), p.keyboard.press("Enter")]);
  has(await plain.text(), "The meeting is not held", "the meeting is moved to another day");
  await plain.go("/meetings/quay-council/2031-03-20");
  has(await plain.text(), /Special meeting of Thursday, March 20, 2031[^]*Winter storage[^]*Moved here with the meeting of March 18, 2031[^]*The ice house/, "with its items in their order, as a special one");
  is(plain.faults.join("; "), "", "no fault without script");
});
