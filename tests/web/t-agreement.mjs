// An agreement kept through forms alone, on an instance that was made through forms alone: registered after the vote, its
// parties, powers, training and holders entered by the clerk with script and the agency without, a slip corrected, and what the public reads.
import { test, ok, is, has, freshData, serve, browser, visitor, invite, run, get, accessible, fillByKeys, leaves, sendByKeys, tabTo } from "./lib.mjs";
import { BODY, FILE, acceptInvitation, checkDecision, prepare, runMeeting, setUp } from "./steps.mjs";

const ID = "ferry-moa", DESK = `/clerk/${BODY}/instruments/${ID}`;
const SOON = new Date(Date.now() + 30 * 86400000).toISOString().slice(0, 10);

// The form of a kind, opened from the page of the instrument, filled in and sent; a list ticks its boxes.
async function enter(v, kind, fields, { keys = false } = {}) {
  const { page } = v;
  await v.go(DESK);
  const link = page.locator(`main a[href^="/acts/${kind}?"]`);
  if (keys) {
    await tabTo(page, page.locator(`details:has(a[href^="/acts/${kind}?"]) summary`));
    await page.keyboard.press("Enter");
    await tabTo(page, link);
    await leaves(page, () => page.keyboard.press("Enter"));
  } else {
    await v.go(await link.getAttribute("href"));
  }
  return send(v, `/acts/${kind}`, fields);
}

async function send(v, action, fields) {
  const { page } = v;
  const form = page.locator(`form[action="${action}"]`).first();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : []) {
      await fillByKeys(page, form.locator(`[name="${name}"][value="${one}"]`), true);
    }
    if (!Array.isArray(value)) { await fillByKeys(page, form.locator(`[name="${name}"]:not([type=hidden])`), value); }
  }
  await sendByKeys(page, form);
}

const section = (v, id) => v.page.locator(`section[aria-labelledby="${id}"]`);

async function register(v) {
  const { page } = v;
  await v.go("/clerk");
  await tabTo(page, page.locator(`main a[href="/clerk/${BODY}/instruments"]`));
  await leaves(page, () => page.keyboard.press("Enter"));
  has(await v.text(), "None is registered yet", "the clerk's page of agreements says that there is none");
  await tabTo(page, page.locator('main a[href^="/acts/instrument.registered?"]'));
  await leaves(page, () => page.keyboard.press("Enter"));
  await accessible(page, "the form that registers an agreement");
  await send(v, "/acts/instrument.registered", { "about.item": FILE, "about.instrument": "Ferry MOA", "data.type": "agreement",
    "data.basis": "8 U.S.C. 1357(g)", "data.agency": "Harbor Police", "texts.title": "Memorandum on the ferry" });
  has(await v.text(), `Memorandum on the ferry (${ID})`, "it is registered, its id in small letters");
  await tabTo(page, page.locator(`main a[href="${DESK}"]`));
  await leaves(page, () => page.keyboard.press("Enter"));
  has(await v.text(), "Nothing is recorded yet", "its page says what is not there");
}

async function terms(v) {
  const { page } = v;
  await enter(v, "party.joined", { "data.party": "Harbor", "data.name": "The harbor town", "data.side": "local" }, { keys: true });
  is(new URL(page.url()).pathname, DESK, "an act leads back to the agreement");
  has(await section(v, "parties").innerText(), "The harbor town (harbor), local", "and stands there in words");
  await v.go(`/acts/instrument.changed?body=${BODY}&about.instrument=${ID}`);
  has(await v.text(), `This is about “Memorandum on the ferry” (${ID}), of the Harbor Board`, "a form says what it is about");
  is(await page.locator('select[name="data.party"] option').allInnerTexts().then((x) => x.join("|")), "Choose|harbor: The harbor town",
    "parties are offered by name");
  await enter(v, "instrument.changed", { "data.becomes": "in-force", "data.on": "2027-03-10", "data.party": "harbor" });
  has(await section(v, "changes").innerText(), "In force: March 10, 2027, by harbor", "it is in force");
  await enter(v, "course.required", { "data.course": "basic", "data.name": "Basic training", "data.hours": "40" });
  await enter(v, "power.granted", { "data.power": "ask", "data.clause": "V.1", "data.settings": "ferry, pier", "data.supervision": "at-the-time",
    "data.judgement": "reason to believe", "data.requirements": "citizen", "data.courses": ["basic"], "texts.text": "To ask aboard." });
  has(await section(v, "powers").innerText(),
    "ask (V.1): supervision at the time; where: ferry and pier; no record decides: reason-to-believe; required: citizen; training: basic",
    "the power stands with settings, conditions and training");
  await enter(v, "protocol.adopted", { "data.protocol": "p-1", "data.name": "Supervision", "data.version": "v1", "data.from": "2027-03-10" });
  await enter(v, "obligation.set", { "data.obligation": "report", "data.name": "A report to the board", "data.by": "Harbor Police",
    "data.clause": "Section 3", "data.repeats": "once", "data.first": SOON });
}

// The agency's own account, without script: what is its to enter, and nothing else.
async function holders(v) {
  const { page } = v;
  await v.go(DESK);
  is(await page.locator('main a[href^="/acts/power.granted?"]').count(), 0, "the agency is not offered what is the clerk's");
  await enter(v, "holder.nominated", { "data.holder": "H-1", "data.position": "Patrol officer", "data.on": "2027-03-01" }, { keys: true });
  has(await section(v, "holders").innerText(), "h-1 is nominated, Patrol officer, March 1, 2027", "a holder is nominated");
  await page.locator("#holder").fill("h-1");
  await Promise.all([page.waitForNavigation(), page.locator("form[method=get] button").click()]);
  await v.go(await page.locator('main a[href^="/acts/training.completed?"]').getAttribute("href"));
  is(await page.locator('select[name="data.holder"]').inputValue(), "h-1", "the holder that was chosen stands in the form");
  await send(v, "/acts/training.completed", { "data.course": "basic", "data.on": "2027-03-05", "data.hours": "40" });
  await enter(v, "requirement.noted", { "data.holder": "h-1", "data.requirement": "citizen", "data.met": true, "data.on": "2027-03-02" });
  await enter(v, "authority.recorded", { "data.holder": "h-1", "data.powers": ["ask"], "data.from": "2027-03-11", "data.until": "2028-03-10" });
  has(await section(v, "holders").innerText(), "h-1 holds ask from March 11, 2027 until March 10, 2028", "the holder holds the power");
  await enter(v, "protocol.acknowledged", { "data.protocol": "p-1", "data.version": "v1", "data.count": "1", "data.of": "1", "data.on": "2027-03-12" });
  v.allow(400, 404, 422);
  await v.go(`/acts/holder.nominated?body=${BODY}&about.instrument=${ID}`);
  await send(v, "/acts/holder.nominated", { "data.holder": "h-2", "data.on": "2027-03-01" });
  is(new URL(page.url()).pathname, DESK, "an act that names no place leads there too");
  await v.go(`/acts/training.completed?body=${BODY}&about.instrument=${ID}&data.holder=h-9&data.course=basic`);
  is(await page.locator('select[name="data.holder"]').inputValue(), "", "a holder that is not on record is none to choose");
  await send(v, "/acts/training.completed", { "data.holder": "h-2", "data.on": "2027-03-06", "data.until": "2027-03-05" });
  has(await v.text(), /ends on 2027-03-05, before it begins/, "a span that ends before it begins is refused");
  is(await page.locator('select[name="data.course"]').inputValue(), "basic", "and what was chosen stands there still");
  v.allow();
}

async function slip(v) {
  const { page } = v;
  await v.go(DESK);
  await v.go(await section(v, "powers").locator('a[href^="/acts/entry.corrected?"]').first().getAttribute("href"));
  is(await page.locator('[name="values.settings"]').inputValue(), "ferry, pier", "a correction begins with every code that was entered");
  is(await page.locator('[name="values.courses"][value="basic"]').isChecked(), true, "and with the training that was chosen");
  await accessible(page, "the form that corrects a power");
  await send(v, "/acts/entry.corrected", { "values.settings": "ferry" });
  is(new URL(page.url()).pathname, DESK, "it leads back to the agreement");
  const powers = await section(v, "powers").innerText();
  has(powers, "where: ferry;", "the power reads as it should");
  has(powers, /Corrected by entry \d+/, "and says which entry put it right");
}

await test(async (opened) => {
  const it = opened(freshData());
  const server = opened(await serve(it.data));
  const b = opened(await browser());
  const guest = async (options) => opened(await visitor(b, server, options));
  const admin = await guest(), clerk = await guest(), chief = await guest({ javaScriptEnabled: false }), other = await guest();
  await prepare(clerk, await setUp(admin, it.data));
  await runMeeting(clerk, false);
  await register(clerk);
  await terms(clerk);
  await acceptInvitation(chief, invite(it.data, "chief-1", "--role", "agency", "--body", BODY, "--instrument", ID), "the agency");
  await holders(chief);
  await slip(clerk);
  await clerk.go(DESK);
  await accessible(clerk.page, "the page where an agreement is kept");
  await clerk.go(`/acts/authority.recorded?body=${BODY}&about.instrument=${ID}`);
  await accessible(clerk.page, "a form with what is on record");
  await clerk.go(`/acts/obligation.met?body=${BODY}&about.instrument=${ID}`);
  has(await clerk.page.locator("datalist option").allTextContents().then((x) => x.join(" ")), "A report to the board", "the days due are offered");
  await acceptInvitation(other, invite(it.data, "stein-1", "--role", "member", "--body", BODY, "--member", "stein"), "a member");
  other.allow(403);
  await other.go(DESK);
  has(await other.text(), "not for the role member", "the page is not for members");
  await clerk.go(DESK);
  await clerk.go(await clerk.page.locator(`main a[href="/agreements/${ID}"]`).getAttribute("href"));
  const shown = await clerk.text();
  for (const part of ["Memorandum on the ferry", "V.1", "h-1", "Basic training", "The harbor town", "Harbor Police"]) {
    has(shown, part, `the public page says ${part}`);
  }
  await accessible(clerk.page, "the public page of the agreement");
  const twin = (await get(server.origin, `/agreements/${ID}.json`)).text;
  ok(JSON.parse(twin) && twin.includes('"ferry"') && !twin.includes("pier"), "its twin has the power as it was put right", twin);
  const decided = JSON.parse((await get(server.origin, `/decisions/${BODY}/${FILE}.json`)).text);
  const status = Object.fromEntries(decided.questions.map((q) => [q.id, q.status]));
  is(["holders", "powers", "protocols", "cost", "challenges"].map((id) => status[id]).join(" "),
    "answered answered answered not-in-record not-in-record", "the decision's answers come from the agreement");
  const due = JSON.parse((await get(server.origin, `/agreements/${ID}/due.json`)).text);
  ok(JSON.stringify(due).includes("A report to the board"), "everybody reads what is due");
  await checkDecision(clerk, server);
  for (const v of [admin, clerk, chief, other]) {
    is(v.faults.join("\n"), "", "no error of script or policy");
  }
  is(server.errors(), "", "the server wrote no error");
  await server.close();
  run("verify", "--data", it.data);
  ok(true, "the record verifies");
});
