// Those who keep an instance: the administrator's screens, and drafts on their way through reviewers.
import { test, ok, is, has, freshData, serve, browser, visitor, invite, run, sendByKeys } from "./lib.mjs";
import { form, looksRight } from "./staff.mjs";
import { acceptInvitation } from "./steps.mjs";

const STAFF = (page, what) => form(page, "/drafts", what);

// The administrator's screens: a body, its seats and terms, a pack of its own, people.
async function administration(v, data) {
  const { page } = v;
  await acceptInvitation(v, invite(data, "root", "--role", "admin"), "the administrator");
  await looksRight(v, "the administrator's first page");
  await sendByKeys(page, page.locator("form[action='/acts/body.registered']"),
    { body: "harbor-board", "data.name": "Harbor Board", "data.place": "Port Example", "data.seats": "3" });
  await page.goto(new URL("/admin/bodies/harbor-board", page.url()).href);
  const seat = page.locator("form[action='/acts/official.seated']:has(input[type=text][name='data.member'])");
  for (const [id, name] of [["quill", "Ada Quill"], ["rowe", "Ben Rowe"], ["stein", "Cora Stein"]]) {
    await sendByKeys(page, seat, { "data.member": id, "data.name": name });
  }
  has(await v.text(), "All 3 seats are taken", "the seats are taken");
  const term = page.locator("form[action='/acts/official.seated']:has(input[type=hidden][name='data.member'][value=stein])");
  await sendByKeys(page, term, { "data.from": "2020-01-01", "data.until": "2024-05-31" });
  has(await v.text(), /Cora Stein[^]*the term ended on May 31, 2024/, "a term is ended");
  has(await v.text(), "2 of 3 seats are taken today; 1 is vacant", "and the seat is vacant");
  await page.locator("details:has(input[name='data.member'][value=stein]) summary").click();
  await page.locator("details:has(input[name='data.member'][value=stein]) a", { hasText: "comes after" }).click();
  is(await page.locator("[name='data.from']").inputValue(), "2024-06-01", "whoever comes after begins on the next day");
  await sendByKeys(page, page.locator("main form"), { "data.member": "toro", "data.name": "Dan Toro" });
  has(await v.text(), "All 3 seats are taken", "and takes the seat");
  await looksRight(v, "a body's seats and rules");

  v.allow(400);
  const adopt = page.locator("form[action='/acts/rules.adopted']");
  await page.locator("details:has(form[action='/acts/rules.adopted']) summary").click();
  await adopt.locator("textarea").fill("pack harbor-board-rules\ntitle Rules\nbased-on robert-small\nrule secnd\n says S.\n");
  await adopt.locator("button").click();
  has(await page.locator(".summary").innerText(), /harbor-board-rules:\d+/i, "a pack with an error is refused, with its line");
  has(await page.locator("textarea").inputValue(), "rule secnd", "and stays to be mended");
  v.allow();
  await page.locator("input[type=file]").setInputFiles({ name: "own.pack", mimeType: "text/plain", buffer: Buffer.from(
    "pack harbor-board-rules\ntitle Rules\nbased-on robert-small\nrule second\n says The neighbour seconds.\n cites Harbor Code s. 3\n source the code\n sure read\n required yes\n") });
  await page.waitForFunction(() => document.querySelector("textarea").value.includes("neighbour"));
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL("**/admin/bodies/harbor-board");
  has(await v.text(), "its own pack, harbor-board-rules", "a good one is adopted");

  await page.locator("a", { hasText: "Note a holiday" }).click();
  await sendByKeys(page, page.locator("main form"), { "data.day": "2030-07-02", "data.name": "Founders' Day" });
  has(await v.text(), "July 2, 2030: Founders' Day", "a holiday is noted");
  await page.locator("a[href*='entry.corrected']", { hasText: "Correct or take back" }).first().click();
  await looksRight(v, "the form that corrects a holiday");
  await page.locator("form:has(input[name='data.void']) button").click();
  has(await v.text(), "No holidays are noted", "and taken back from the wrong day");

  await v.go("/admin/accounts");
  await looksRight(v, "the accounts");
  const made = async (fields) => {
    await v.go("/admin/accounts");
    await sendByKeys(page, form(page, "/admin/accounts", "invite"), fields);
    return (await page.locator(".summary.good").innerText()).match(/\/invitation\/[0-9a-f]{64}/)[0];
  };
  const links = {
    dana: await made({ account: "dana", role: "staff", body: "harbor-board" }),
    atty: await made({ account: "atty", role: "staff", body: "harbor-board", office: "City Attorney" }),
    cleo: await made({ account: "cleo", role: "clerk" }),
    rowe: await made({ account: "rowe", role: "member", body: "harbor-board", member: "rowe" }),
    quill: await made({ account: "quill", role: "member", body: "harbor-board", member: "quill" }),
  };
  has(await v.text(), "invited, has no password yet", "an account that waits for its person says so");
  await v.go("/admin/roles");
  has(await v.text(), /staff[^]*enters nothing/, "what each role may do is shown");
  await looksRight(v, "the roles");
  return links;
}

// A draft from its first words to the record.
async function drafts(people, server) {
  const { dana, atty, cleo, rowe, quill } = people;
  await dana.go("/drafts/new");
  await sendByKeys(dana.page, STAFF(dana.page, "save"), {
    "texts.title": "Longer hours for the ferry", "data.sponsor": "rowe", "data.department": "Ferries",
    words: "The ferry runs until nine.", fiscal: "It costs little.", reviewers: "City Attorney: 3" });
  has(await dana.text(), "Being written", "a draft is begun");
  const where = new URL(dana.page.url()).pathname;
  has(where, /^\/drafts\/.{16,}$/, "it has an address");
  await looksRight(dana, "a draft");
  await rowe.go(where);
  has(await rowe.text(), "The ferry runs until nine.", "its sponsor reads it");
  is(await rowe.page.locator("main form").count(), 0, "and writes nothing there");
  quill.allow(404);
  await quill.go(where);
  has(await quill.text(), "There is no such draft", "another member does not see it");
  await quill.go("/drafts");
  ok(!(await quill.text()).includes("Longer hours"), "nor in the list");
  await sendByKeys(dana.page, STAFF(dana.page, "route"));
  has(await dana.text(), "Waits on City Attorney until", "it is sent to its reviewer, with a day");
  await atty.go("/drafts");
  has(await atty.text(), /Waiting for your review[^]*Longer hours/, "who finds it on the first page");
  await cleo.go("/clerk");
  await looksRight(cleo, "the clerk's first page");
  has(await cleo.text(), /Drafts: with reviewers[^]*Longer hours[^]*City Attorney/, "the clerk sees on whom it waits");
  await atty.go(where);
  await sendByKeys(atty.page, STAFF(atty.page, "return"), { words: "Which ferry?" });
  await dana.go(where);
  has(await dana.text(), /Returned to its author[^]*Which ferry\?/, "it comes back with words");
  await sendByKeys(dana.page, STAFF(dana.page, "save"), { words: "The north ferry runs until nine." });
  has(await dana.text(), "version 2 of 2", "a new version is saved");
  await sendByKeys(dana.page, STAFF(dana.page, "route"));
  await atty.go(where);
  await sendByKeys(atty.page, STAFF(atty.page, "approve"));
  await cleo.go("/clerk");
  has(await cleo.text(), /Drafts: ready to be filed[^]*Longer hours/, "the clerk finds it ready");
  await cleo.go(where);
  const number = await STAFF(cleo.page, "file").locator("[name='about.item']").inputValue();
  has(number, /^\d{4}-0001$/, "the next file number is offered");
  await sendByKeys(cleo.page, STAFF(cleo.page, "file"), { "about.item": "hb-7" });
  has(await cleo.text(), "Filed as hb-7", "one button files it");
  await cleo.go("/items/harbor-board/hb-7");
  has(await cleo.text(), "Longer hours for the ferry", "and the item is on record");
}

await test(async (opened) => {
  const data = opened(freshData());
  const server = opened(await serve(data.data));
  const b = opened(await browser());
  const guest = async (options) => opened(await visitor(b, server, options));
  const admin = await guest();
  const links = await administration(admin, data.data);
  const people = {};
  for (const [name, link] of Object.entries(links)) {
    people[name] = await guest({ javaScriptEnabled: name !== "atty" });
    await acceptInvitation(people[name], link, name);
  }
  await drafts(people, server);
  for (const v of [admin, people.dana, people.cleo]) {
    is(v.faults.join("\n"), "", "no error of script or policy");
  }
  is(server.errors(), "", "the server wrote no error");
  await server.close();
  run("verify", "--data", data.data);
  ok(true, "the record verifies");
});
