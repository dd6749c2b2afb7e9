// What is due under an agreement, the clerk who enters it, its calendar; and what was expected, with the figures: by axe, at 320 px, without script.
import fs from "node:fs";
import path from "node:path";
import { test, ok, is, has, get, run, invite, freshData, serve, browser, visitor, accessible, HERE, PASSWORD } from "./lib.mjs";

const day = (from) => new Date(Date.now() + from * 86400000).toISOString().slice(0, 10);

// One thing a week for the agency, from two weeks and some days ago; one of someone else; one to come.
const scenario = () => `scenario "what is due"
body harbor "Harbor Council" zone=UTC seats=3 pack=robert
member ana "Ana Reyes"
file h-1 resolution "A pact of mutual aid"
act instrument.registered instrument=pact item=h-1 type=pact title="Pact of mutual aid" agency="Police Department"
act party.joined party=city name="The City" side=local
act ending.stated party=city days=90 clause="XII"
act obligation.set obligation=figures name="Weekly figures" by="Police Department" clause="section 4" repeats=weekly first=${day(-16)}
act obligation.set obligation=state name="Report of the state board" by="State board" clause="F.S. 908.1031" repeats=once first=${day(-5)}
act obligation.set obligation=review name="A review of the pact" by="City manager" clause="section 7" repeats=once first=${day(40)}
act obligation.met obligation=figures due=${day(-16)} on=${day(-15)}
`;

await test(async (opened) => {
  const it = opened(freshData());
  const file = path.join(path.dirname(it.data), "due.scn");
  fs.writeFileSync(file, scenario());
  run("play", file, "--data", it.data);
  run("play", path.join(HERE, "../scenario/g-measure.scn"), "--data", it.data);
  const link = invite(it.data, "clerk-9", "--role", "clerk");
  const server = opened(await serve(it.data));
  const b = opened(await browser());
  const v = await visitor(b, server, { javaScriptEnabled: false }), clerk = await visitor(b, server), wide = await visitor(b, server);

  // ---- what is due ----
  await v.go("/agreements/pact/due");
  let text = await v.text();
  has(text, /Late: Weekly figures|Two are late/, "what is late stands first");
  has(text, "Not entered as done: nine days late.", "with the days since");
  has(text, /one day late\./, "and what was done after its day says so");
  has(text, /Report of the state board[^]*Not recorded as done/, "of somebody else's the record only says that it holds no word");
  ok(!/State board[^]{0,60}days late/.test(text), "and calls nobody else late");
  has(text, "The City can end it on 90 days’ notice (XII).", "how it can be ended, and by whom");
  await v.page.getByRole("link", { name: "The decision that approved it" }).click();
  has(await v.text(), /What comes next\?[^]*late[^]*The City can end it/, "the decision says it too");
  const due = JSON.parse((await get(server.origin, "/agreements/pact/due.json")).text);
  is(due.late.map((d) => d.due).join(), [day(-9), day(-2)].join(), "the twin names the late days");
  is(due.next[0].status, "due", "and what is next");

  // ---- for calendar programs ----
  const events = (ics) => Object.fromEntries(ics.split("BEGIN:VEVENT").slice(1).map((e) => [/UID:(\S+)/.exec(e)[1], +/SEQUENCE:(\d+)/.exec(e)[1]]));
  const feed = await get(server.origin, "/calendar/agreements/pact.ics");
  has(feed.headers["content-type"], "text/calendar", "the calendar is one");
  const uid = `pact/figures/${day(-9)}@dais`, before = events(feed.text);
  ok(uid in before, "an event is named by the period that it is for", feed.text.slice(0, 600));

  // ---- the clerk enters one ----
  await clerk.go(link);
  await clerk.page.fill('input[name="password"]', PASSWORD);
  await clerk.page.fill('input[name="again"]', PASSWORD);
  await Promise.all([clerk.page.waitForEvent("domcontentloaded"), clerk.page.click("main form button")]);
  await clerk.go("/clerk");
  has(await clerk.text(), "Late under agreements", "the clerk's page says what is late");
  await clerk.page.getByRole("link", { name: /Weekly figures/ }).first().click();
  await clerk.page.locator('[name="data.on"]').fill(day(-1));
  await Promise.all([clerk.page.waitForEvent("domcontentloaded"), clerk.page.locator("main form button").last().click()]);
  const after = JSON.parse((await get(server.origin, "/agreements/pact/due.json")).text);
  is(after.late.map((d) => d.due).join(), day(-2), "what was entered is late no more");
  is(after.done.find((d) => d.due === day(-9))?.status, "met-late", "and stands as done after its day");
  const now = events((await get(server.origin, "/calendar/agreements/pact.ics")).text);
  ok(now[uid] > before[uid], "its event has a newer version under the same name");

  // ---- effects ----
  await v.go("/agreements/moa/effects");
  text = await v.text();
  has(text, /Three effects were expected, two by those for it and one by those against it/, "both sides stand there");
  ok(text.indexOf("Fewer people will call") < text.indexOf("The streets will be safer"), "in the order in which they spoke");
  has(text, /The figures show a fall: the rank among 20 areas/, "the rank comes first");
  has(text, /The figures show no change that stands out/, "nothing found is said as plainly");
  has(text, /after the last day of these figures/, "when the measure was registered is said");
  is(await v.page.locator("svg.chart[role=img] title").count(), 2, "each chart has a title");
  is(await v.page.locator("table tbody tr").count(), 40, "and a table of its numbers");
  const effects = JSON.parse((await get(server.origin, "/agreements/moa/effects.json")).text);
  is(effects.measures.map((m) => m.findings[0].says).join(), "fall,no-change", "the twin has what they say");
  const decision = JSON.parse((await get(server.origin, "/decisions/council/rc-1.json")).text);
  is(decision.questions.find((q) => q.id === "effects").status, "answered", "the decision's answer lives");

  for (const [name, where] of [["due", "/agreements/pact/due"], ["effects", "/agreements/moa/effects"]]) {
    await wide.go(where);
    await accessible(wide.page, name);
  }
  for (const [who, w] of [["viewer", v], ["clerk", clerk], ["other", wide]]) {
    ok(w.faults.length === 0, `the ${who} met no error and no other host`, w.faults.join("\n"));
  }
});
