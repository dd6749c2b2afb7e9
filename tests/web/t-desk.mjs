// The clerk's desk: keys for what happens at once, a time of its own, two clerks, a cut network, a hand-over.
import { test, ok, is, has, browser, visitor, run, line, leaves, PASSWORD, accessible } from "./lib.mjs";
import { instance, signedIn } from "./fixture.mjs";

const DESK = "/clerk/harbor-board/2027-04-";

// A further account of a clerk, signed in.
async function another(b, it, account, server = it.server) {
  const link = run("user", "add", account, "--role", "clerk", "--data", it.data).match(/\/invitation\/\S+/)[0];
  const v = await visitor(b, it.server);
  await v.go(link);
  await v.page.fill('input[name="password"]', PASSWORD);
  await v.page.fill('input[name="again"]', PASSWORD);
  await Promise.all([v.page.waitForEvent("domcontentloaded"), v.page.click("main form button")]);
  const state = await v.context.storageState();
  await v.close();
  const mine = await visitor(b, server, { storageState: state });
  return mine;
}

const soon = (page, what, pattern, ms = 1500) =>
  page.locator("#desk").filter({ hasText: pattern }).waitFor({ timeout: ms }).then(() => ok(true, what), async () =>
    ok(false, what, `${pattern} is not in: ${(await page.locator("#desk").innerText()).slice(0, 1500)}`));

await test(async (opened) => {
  const it = await instance(opened);
  const b = opened(await browser());
  const state = await signedIn(b, it, "clerk");
  const clerk = await visitor(b, it.server, { storageState: state }), { page } = clerk;
  const key = (...keys) => (async () => { for (const k of keys) { await page.keyboard.press(k); } })();
  const acts = async (...keys) => { for (const k of keys) { await leaves(page, () => page.keyboard.press(k)); } };
  const last = () => page.locator("#d-last li").first().innerText();

  // ---- one key for what is put and announced at once ----
  await clerk.go(DESK + "03");
  const places = await page.evaluate(() => [...document.querySelectorAll("#desk [id^=d-]")].map((e) => e.id).join(" "));
  await page.evaluate(() => { window.here = true; });
  await acts("y");
  has(await clerk.text(), "No motion is pending", "one key puts the question and announces it: by voice the ayes have it");
  const two = await page.locator("#d-last li").allInnerTexts();
  ok(/announces the result on motion 1.*adopted/i.test(two[0]) && /put, by voice/i.test(two[1]), "two acts in order, each with its entry", two.join("\n"));
  ok(await page.evaluate(() => window.here === true), "and no page was loaded anew");
  is(await page.evaluate(() => [...document.querySelectorAll("#desk [id^=d-]")].map((e) => e.id).join(" ")), places, "the screen has the same places in every state");
  await key("m", "3");
  await acts("Enter");
  has(await clerk.text(), /moved by Cora Stein/, "a motion: a key, the mover's number, Enter");
  await key("s");
  await acts("1");
  has(await clerk.text(), /seconded by Ada Quill/, "its second: a key, the member's number");
  await acts("g");
  has(await last(), /adopted/i, "no member objects: one key");

  // ---- who is here: a key a member ----
  await key("p", "2", "2");
  is(await page.locator('[name="local.who.rowe"]').inputValue(), "left", "the number of a member, twice: has left");
  await acts("Enter");
  has(await clerk.text(), "3 of 5 present", "who has left is not counted");
  await accessible(page, "the desk after a vote");

  // ---- a time of its own ----
  await key("h");
  is(await page.evaluate(() => document.activeElement.id), "d-time", "a key leads to the time");
  const now = await page.locator("#d-time").inputValue();
  await page.locator("#d-time").fill("00:00");
  await page.keyboard.press("Enter");
  await page.locator("#d-at .error, #d-at .loud").first().waitFor();
  await page.goto(page.url().replace(/\?.*/, "") + "?at=" + now);
  has(await page.locator("#d-at").innerText(), /Everything entered now is recorded as of/, "the time that is set is said loudly");
  await key("x");
  await page.keyboard.type("The lights went out.");
  await leaves(page, () => page.getByRole("button", { name: "Record the note" }).click());
  has(page.url(), "at=", "it stays until it is cleared");
  const noted = JSON.parse(await (await page.request.get(await page.locator("#d-last li .seq").first().getAttribute("href") + ".json")).text());
  ok(JSON.stringify(noted).includes('"at"'), "and the entry bears it", noted);
  await acts("h");
  ok(!page.url().includes("at="), "the same key clears it");

  // ---- a slip is taken back by one key, openly ----
  await acts("u");
  const slip = await page.locator("#d-last li").allInnerTexts();
  ok(/taken back/.test(slip.join(" ")), "the last act is taken back by one key, and stays readable", slip.join("\n"));
  is(await page.locator("#d-last a", { hasText: /^correct$/ }).count() > 0, true, "and each line can be corrected");

  await leaves(page, () => page.locator("#d-last a", { hasText: /^correct$/ }).first().click());
  await accessible(page, "the form that corrects");
  await clerk.go(DESK + "03");

  // ---- finding among many ----
  await key("/");
  await page.keyboard.type("moorings");
  await leaves(page, () => page.keyboard.press("Enter"));
  has(await clerk.text(), /One item. Press one to take it up/, "an item is found by its title");

  // ---- keys said ----
  await page.evaluate(() => document.activeElement.blur());
  await key("?");
  ok(await page.locator("#d-keys").evaluate((d) => d.open), "? shows the keys");
  await accessible(page, "the keys");
  await page.keyboard.press("Escape");

  // ---- two clerks at once ----
  await clerk.go(DESK + "04");
  const second = await another(b, it, "clerk-2");
  await second.go(DESK + "04");
  await key("x");
  await page.keyboard.type("Half a");
  await leaves(second.page, () => second.page.keyboard.press("a"));
  await soon(page, "what another clerk enters stands here within a second", /Ada Quill\s+Abstain/);
  is(await page.evaluate(() => document.activeElement.value), "Half a", "while the note that is being typed stays under the hands");
  await page.keyboard.type(" note.");
  await leaves(page, () => page.getByRole("button", { name: "Record the note" }).click());
  await soon(second.page, "and the other sees the note", /A note for the record|Half a note/i);
  // both press for the same member: the second is told kindly
  clerk.allow(409, 422, "cut");
  second.allow(409, 422);
  await page.route("**/live/events", (route) => route.abort());
  await clerk.go(DESK + "04");
  await leaves(second.page, () => second.page.keyboard.press("y"));
  await leaves(page, () => page.keyboard.press("n"));
  const told = await page.locator("#d-refused").innerText();
  has(told, /somebody else recorded: clerk-2, .*Cora Stein votes Yes/, "an act that another was faster with says so");
  has(told, /nothing more is to be done/, "and what to do");
  await accessible(page, "the desk with a refusal");
  await page.locator("#d-refused .leave-out").click();
  await page.unroute("**/live/events");
  await clerk.go(DESK + "04");
  has(await clerk.text(), "Everyone who may vote has voted", "the roll is whole");
  await key("y", "r");
  await page.waitForTimeout(300);
  has(await clerk.text(), "Everyone who may vote has voted", "a vote key that is hit once more announces nothing");
  await key("2");
  await acts("n");
  has(await page.locator(".roll li").nth(1).innerText(), /No/, "a number leads to a member whose vote is changed");

  // ---- a hand-over ----
  has(await page.locator(".keeper").innerText(), /clerk-1 keeps the record since/, "who keeps the record stands on the screen");
  await leaves(second.page, () => second.page.keyboard.press("k"));
  has(await second.page.locator(".keeper").innerText(), /You keep the record since/, "another takes the desk by one key");
  await soon(page, "and the first sees it", /clerk-2 keeps the record since/);
  await acts("Enter");
  has(await clerk.text(), "No motion is pending", "Enter announces the roll that is whole");

  // ---- the network is cut in mid roll call ----
  const wire = opened(await line(it.server.port));
  const far = await visitor(b, wire, { storageState: state });
  far.allow("cut", 409, 422);
  const p = far.page, there = async (...keys) => { for (const k of keys) { await leaves(p, () => p.keyboard.press(k)); } };
  await far.go(DESK + "05");
  await p.keyboard.press("s");
  await there("3");
  await there("t");
  await p.locator("#d-next form.first").waitFor();
  await leaves(p, () => p.getByRole("button", { name: "Call the roll" }).click());
  await there("y");
  wire.cut();
  await p.locator("#d-net", { hasText: "No connection" }).waitFor();
  await there("n", "y", "a");
  has(await p.locator("#d-net").innerText(), "3 acts wait for the network.", "acts without a network wait, and the screen says how many");
  has(await p.locator(".roll li").nth(1).innerText(), /✕[^]*No, waits/, "the roll goes on: what waits is marked");
  has(await p.locator(".roll li.turn").innerText(), "Eve Umber", "and the next member is called");
  await p.keyboard.press("3");
  await there("n");
  has(await p.locator("#d-net").innerText(), "3 acts wait for the network.", "a vote is set right before it is sent");
  await there("y");
  await there("Enter");
  has(await p.locator("#d-net").innerText(), "5 acts wait", "the result can be announced without a network");
  await accessible(p, "the desk without a network");
  const before = JSON.parse((await (await page.request.get("/meetings/harbor-board/2027-04-05.json")).text()));
  ok(!JSON.stringify(before).includes('"choice":"no"'), "nothing of it is on record yet", before);

  // Only acts are held back from here on: the page can be loaded anew, in a second window too.
  await far.context.route("**/acts/**", (route) => route.abort());
  wire.mend();
  await p.reload();
  has(await p.locator("#d-net").innerText(), "5 acts wait", "the queue is there after the page was loaded anew");
  has(await p.locator(".roll li").nth(3).innerText(), /Abstain, waits/, "and what waits is marked again");
  const twin = await far.context.newPage();
  await twin.goto(wire.origin + DESK + "05");
  has(await twin.locator("#d-net").innerText(), "5 acts wait", "a second window of the browser knows the queue");
  await far.context.unroute("**/acts/**");
  await Promise.all([p, twin].map((w) => w.evaluate(() => window.dispatchEvent(new Event("online")))));
  await soon(p, "when the network is back the queue goes in, in its order", /No motion is pending/, 15000);
  await soon(twin, "the second window follows", /No motion is pending/, 15000);
  ok(await p.locator("#d-net").waitFor({ state: "hidden" }).then(() => true, () => false), "and nothing waits");
  const after = await (await page.request.get("/meetings/harbor-board/2027-04-05.json")).text();
  has(after, /"outcome":"lost","sentence":"Lost on a tie, 2 to 2, one abstaining/, "the result is on record");
  const line5 = await clerk.go(DESK + "05").then(() => page.locator("#d-last li").allInnerTexts());
  ok(/announces the result/.test(line5[0]) && /Eve Umber votes Yes/.test(line5[1]) && /Dan Toro votes Abstain/.test(line5[2]) && /Cora Stein votes No/.test(line5[3]) && /Ben Rowe votes No/.test(line5[4]),
    "each act stands once, in the order in which it was entered", line5.join("\n"));

  // A refusal stops the queue, says why, and what was behind it goes in when it is left out.
  await far.context.route("**/acts/**", (route) => route.abort());
  await p.evaluate(() => document.activeElement.blur());
  await there("c");
  await p.keyboard.press("x");
  await p.keyboard.type("Entered without a network.");
  await leaves(p, () => p.getByRole("button", { name: "Record the note" }).click());
  has(await p.locator("#d-net").innerText(), "2 acts wait", "two more wait");
  await acts("c");
  await far.context.unroute("**/acts/**");
  await p.evaluate(() => window.dispatchEvent(new Event("online")));
  await p.locator("#d-refused:not([hidden])").waitFor();
  has(await p.locator("#d-refused").innerText(), /Not accepted: The body leaves the item/, "the queue stops at what is refused and says which it is");
  has(await p.locator("#d-net").innerText(), /2 acts wait: the first was not accepted/, "what is behind it waits on");
  await accessible(p, "the desk with a refused act that waited");
  await p.locator("#d-refused .leave-out").click();
  await soon(p, "left out, the rest goes in", /A note for the record/, 5000);
  await p.locator("#d-net").waitFor({ state: "hidden" });

  // ---- the paper sheet, without script: printed beforehand, typed in afterwards ----
  const paper = await visitor(b, it.server, { storageState: state, javaScriptEnabled: false });
  paper.allow(400, 409, 422);
  const sheet = DESK + "01/sheet", time = new Date().toLocaleTimeString("en-GB", { timeZone: "America/New_York", hour: "2-digit", minute: "2-digit" });
  await paper.go(sheet);
  has(await paper.text(), /1 · hb-1: Longer hours for the ferry[^]*Taken up at[^]*Ada Quill ☐Y ☐N ☐A ☐R/, "the sheet has a box for each item: mover, seconder, roll, result, time, notes");
  ok((await paper.page.pdf({ printBackground: false })).length > 1000, "and prints");
  await paper.page.getByRole("link", { name: "Type it in" }).click();
  has(await paper.text(), "From the sheet: the call to order", "it is typed in from the call to order on");
  await paper.page.locator('[name="1.local.at"]').fill(time);
  await paper.page.locator('[name="1.data.presiding"]').selectOption("quill");
  await paper.page.locator('[name="2.local.who.umber"]').selectOption("absent");
  const record = () => paper.page.getByRole("button", { name: "Record this of the sheet" }).click();
  await record();
  has(await paper.text(), "From the sheet: item hb-1", "then item by item");
  await paper.page.locator('[name="1.local.at"]').fill(time);
  await paper.page.locator('[name="2.data.mover"]').selectOption("rowe");
  await paper.page.locator('[name="3.data.member"]').selectOption("rowe");
  await paper.page.locator('[name="6.data.method"]').selectOption("roll-call");
  for (const [n, choice] of [[7, "yes"], [8, "yes"], [9, "no"], [10, "yes"]]) { await paper.page.locator(`[name="${n}.data.choice"][value="${choice}"]`).check(); }
  await paper.page.locator('[name="13.texts.text"]').fill("From paper.");
  await paper.page.locator('[name="14.local.at"]').fill(time);
  await record();
  has(await paper.text(), "There is a problem", "what is refused is shown");
  has(await paper.text(), /Two acts of this sheet are recorded and stand; the rest is kept below/, "with what is recorded by then");
  is(await paper.page.locator('[name="9.data.choice"]:checked').inputValue(), "no", "and the rest of the sheet is not lost");
  await paper.page.locator('[name="3.data.member"]').selectOption("stein");
  await record();
  has(await paper.text(), "From the sheet: recess and adjournment", "set right, the rest is recorded, and it goes on");
  await paper.page.locator('[name="4.local.at"]').fill(time);
  await record();
  has(await paper.text(), "adjourned", "the sheet ends with the adjournment");
  const typed = await (await page.request.get("/meetings/harbor-board/2027-04-01.json")).text();
  has(typed, /"sentence":"Adopted 3 to 1/, "the record has the vote that was on paper");
  ok((typed.match(/Took up item hb-1/g) || []).length === 1, "each act once");

  for (const [who, v] of [["clerk", clerk], ["second clerk", second], ["clerk far away", far], ["clerk without script", paper]]) {
    ok(v.faults.length === 0, `the ${who} met no error of script, policy or another host`, v.faults.join("\n"));
  }
});
