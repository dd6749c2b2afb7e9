// An agency reports: by its key and by its page, through the days to correct, to a table that everyone sees; and
// nothing of a row stands on any public page.
import fs from "node:fs";
import path from "node:path";
import { test, ok, is, has, freshData, serve, browser, visitor, invite, run, get, accessible, noSidewaysScroll, leaves, HERE } from "./lib.mjs";
import { acceptInvitation } from "./steps.mjs";

const now = new Date();
const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1));
const month = first.toISOString().slice(0, 7);
const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 0)).toISOString().slice(0, 10);
const MARK = "batch-zq-77";

function rows() {
  const all = [];
  for (let i = 0; i < 36; i++) {
    all.push({ day: `${month}-13`, holder: `h-${i % 3 + 1}`, power: "ask", setting: i % 2 ? "road" : "jail", place: "north",
      outcome: i < 20 ? "referred" : "other", supervisor: "at-the-time", release: "local" });
  }
  for (let i = 0; i < 7; i++) {
    all.push({ day: `${month}-14`, holder: "h-1", power: "serve", setting: "road", place: "north", outcome: "warrant-served",
      supervisor: "not-reached", release: "local" });
  }
  return all;
}

async function post(origin, key, body) {
  const reply = await fetch(origin + "/activity.json", { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "Content-Type": "application/json", ...(key ? { Authorization: `Bearer ${key}` } : {}) } });
  return { status: reply.status, json: await reply.json() };
}

async function door(origin, key) {
  const base = { batch: MARK, instrument: "moa", stream: "activity" };
  is((await post(origin, null, base)).status, 401, "without a key nothing is taken in");
  is((await post(origin, "0".repeat(64), { ...base, rows: rows() })).status, 401, "nor with an unknown one");
  const other = await post(origin, key, { ...base, rows: [{ ...rows()[0], name: "Ann" }] });
  is(other.status, 400, "a column that there is not is refused");
  has(other.json.sentence, "Row 1: there is no column name", "with its row and its name");
  is((await post(origin, key, { ...base, csv: "day,holder\n" })).status, 400, "so is a file without rows");
  is((await post(origin, key, "{")).status, 400, "and what is no JSON");
  is((await post(origin, key, { ...base, instrument: "other", rows: rows() })).status, 403, "and another instrument");
  const good = await post(origin, key, { ...base, rows: rows() });
  is(good.status, 200, "rows are taken in");
  is(good.json.rows, 43, "all of them");
  is((await post(origin, key, { ...base, rows: rows() })).status, 200, "a repeat gets the first answer");
}

// Every public page that there is, as a page and as JSON.
async function publicPages(origin) {
  const list = ["/", "/home.json", "/record", "/record.json", "/bodies/council", "/decisions/council/rc-1", "/decisions/council/rc-1.json",
    "/items/council/rc-1", "/agreements/moa/activity", "/agreements/moa/activity.json", "/agreements/moa/tables", "/agreements/moa/tables.json",
    "/agreements/moa/due", "/metrics", "/search?q=" + MARK, "/search?q=h-1"];
  const size = JSON.parse((await get(origin, "/record.json")).text);
  const n = size.record?.size ?? size.size ?? 60;
  for (let i = 0; i < n; i++) { list.push(`/entry/${i}`, `/entry/${i}.json`); }
  return list;
}

await test(async (opened) => {
  const it = opened(freshData());
  const conf = path.join(it.data, "dais.conf");
  fs.writeFileSync(conf, fs.readFileSync(conf, "utf8").replace("correction_days 14", "correction_days 0"));
  run("play", path.join(HERE, "agency.scn"), "--data", it.data);
  const link = invite(it.data, "police-1", "--role", "agency", "--instrument", "moa");
  const auditor = invite(it.data, "auditor-1", "--role", "auditor");
  const clerk = invite(it.data, "clerk-1", "--role", "clerk");
  const key = run("user", "key", "police-1", "--data", it.data).trim();
  const server = opened(await serve(it.data));
  const b = opened(await browser());
  const v = await visitor(b, server);
  await door(server.origin, key);

  await acceptInvitation(v, link, "the agency");
  has(await v.text(), "Reports under moa", "the agency begins at its reports");
  has(await v.text(), `${month}-14, h-1, serve`, "and sees its rows");
  await accessible(v.page, "the agency's page");
  await noSidewaysScroll(v.page);
  const form = (what) => v.page.locator(`main details:has(input[name=do][value="${what}"])`);
  await form("propose").locator("summary").click();
  await form("propose").locator("select").selectOption("power-outcome");
  await form("propose").locator("input[name=from]").fill(`${month}-01`);
  await form("propose").locator("input[name=until]").fill(last);
  await leaves(v.page, () => form("propose").locator("button").click());
  has(await v.text(), "no report is not zero", "no table of a month that is not said to be whole");
  await v.go("/agency/moa");
  await form("month").locator("summary").click();
  await form("month").locator("input[name=month]").fill(month);
  await leaves(v.page, () => form("month").locator("button").click());
  await form("propose").locator("summary").click();
  await form("propose").locator("select").selectOption("power-outcome");
  await form("propose").locator("input[name=from]").fill(`${month}-01`);
  await form("propose").locator("input[name=until]").fill(last);
  await leaves(v.page, () => form("propose").locator("button").click());
  has(await v.text(), "The table as it would be published", "then the table is shown before it is published");
  has(await v.text(), "hidden", "with what is hidden");
  await accessible(v.page, "a table as it would be published");
  await leaves(v.page, () => v.page.locator('main form[action="/acts/table.published"] button').click());
  has(await v.text(), "as reported by the agency", "the agency publishes it");
  await accessible(v.page, "published tables");

  const page = (await get(server.origin, "/agreements/moa/activity")).text;
  has(page, "counts are hidden", "everyone sees how many counts are hidden");
  const table = JSON.parse((await get(server.origin, "/agreements/moa/tables.json")).text);
  ok(!JSON.stringify(table).includes('"7"'), "the seven acts of one holder are not shown");
  const decision = JSON.parse((await get(server.origin, "/decisions/council/rc-1.json")).text);
  is(decision.questions.find((q) => q.id === "activity").status, "answered", "the decision page answers what was done");
  for (const where of await publicPages(server.origin)) {
    const text = (await get(server.origin, where)).text;
    const leak = [`${month}-13`, `${month}-14`].some((w) => text.includes(w)) || (text.includes(MARK) && !where.startsWith("/search"));
    if (leak) { ok(false, `${where} holds something of a row`); }
  }
  ok(true, "nothing of a row stands on any public page");
  for (const where of ["/agency", "/agency/moa"]) {
    const reply = await fetch(server.origin + where, { redirect: "manual" });
    ok(reply.status !== 200 && !(await reply.text()).includes("h-1, serve"), `${where} is closed to everyone else`);
  }
  const again = await post(server.origin, key, { batch: "late", instrument: "moa", stream: "activity", rows: [rows()[0]] });
  is(again.status, 400, "a month that is published stands as it was counted");

  const c = await visitor(b, server);
  await acceptInvitation(c, clerk, "the clerk");
  await c.go("/agency/moa");
  ok(!(await c.text()).includes("h-1, serve"), "the clerk sees no row");
  const a = await visitor(b, server);
  await acceptInvitation(a, auditor, "the auditor");
  await a.go("/agency/moa");
  has(await a.text(), `${month}-14, h-1, serve`, "an auditor does");
});
