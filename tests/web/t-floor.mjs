// The whole floor at the clerk's desk, without script and by keyboard alone: a deferral over a pending
// motion, a point of order and an appeal, a consent agenda with an item pulled, and what the public reads of it.
import fs from "node:fs";
import path from "node:path";
import { test, ok, has, is, browser, visitor, run, get, sendByKeys, tabTo, leaves } from "./lib.mjs";
import { instance, signedIn } from "./fixture.mjs";

const form = (page, action, more = "") => page.locator(`main form[action="${action}"]${more}`).first();

// Follows a link of the desk by keyboard, to the form of an act.
async function follow(page, name) {
  const link = page.getByRole("link", { name, exact: true });
  await tabTo(page, link.first());
  await leaves(page, () => page.keyboard.press("Enter"));
}

await test(async (opened) => {
  const it = await instance(opened);
  const b = opened(await browser());
  const v = await visitor(b, it.server, { storageState: await signedIn(b, it, "clerk"), javaScriptEnabled: false }), { page } = v;
  const twin = async (where) => JSON.parse((await get(it.server.origin, where + ".json")).text);

  // The evening of a deferral.
  const desk = "/clerk/harbor-board/2027-04-03";
  await v.go(desk);
  await follow(page, "Defer the item");
  has(await page.locator("h1").innerText(), "A member moves to defer the item", "the form says which motion it is for");
  has(await v.text(), /The body meets next on/, "the next meetings are offered");
  is(await page.locator('[name="data.form"], [name="data.committee"], [name="data.rule"]').count(), 0, "and asks for nothing that belongs to other motions");
  await sendByKeys(page, form(page, "/acts/motion.moved"), { "data.mover": "stein", "data.to": "2027-04-17" });
  is(new URL(page.url()).pathname, desk, "the desk is back");
  has(await page.locator(".floor").innerText(), /Defer to April 17, 2027[^]*Adopt the resolution[^]*waits/, "the deferral stands over the main motion, which waits");
  const says = page.locator(".tongue", { hasText: "Español" }).first();
  if (await form(page, "/acts/motion.seconded").count()) {
    await sendByKeys(page, form(page, "/acts/motion.seconded"), { "data.member": "rowe" });
  }
  await sendByKeys(page, form(page, "/acts/motion.stated"));
  is(await says.locator("p").getAttribute("lang"), "es", "what the chair says stands in Spanish, marked as such");
  is(await page.locator(".tongue", { hasText: "Kreyòl" }).first().locator("p").getAttribute("lang"), "ht", "and in Haitian Creole");
  await sendByKeys(page, form(page, "/acts/vote.opened", ":has(input[value=roll-call])"));
  for (const [id, choice] of [["quill", "yes"], ["rowe", "yes"], ["stein", "yes"], ["toro", "no"]]) {
    await sendByKeys(page, form(page, "/acts/vote.cast", `:has(input[value=${id}]):has(input[value=${choice}])`));
  }
  await sendByKeys(page, form(page, "/acts/vote.announced"));
  has(await v.text(), "No motion is pending", "the deferral takes the main motion with it");
  await v.go("/meetings/harbor-board/2027-04-03/live");
  has(await v.text(), "Defer to April 17, 2027: adopted 3 to 1, item hb-3.", "what was decided last is the deferral, not what it set aside");
  await v.go("/meetings/harbor-board/2027-04-03");
  has(await v.text(), "Deferred to April 17, 2027, 3 to 1", "the meeting's page says so");
  await v.go("/items/harbor-board/hb-3");
  has(await v.text(), /Not decided yet: deferred to April 17, 2027/, "and the item's");
  is((await twin("/decisions/harbor-board/hb-3")).decision.outcome, "postponed", "and the twin of the decision");

  // A point of order, a ruling, an appeal.
  const second = "/clerk/harbor-board/2027-04-05";
  await v.go(second);
  await follow(page, "Raise a point of order");
  await sendByKeys(page, form(page, "/acts/motion.moved"), { "data.mover": "toro" });
  has(await page.locator(".next").innerText(), /If it is well taken, the chair says/, "the desk has the words for either ruling");
  await sendByKeys(page, form(page, "/acts/chair.ruled", ":has(input[value=not-well-taken])"));
  await follow(page, "Appeal from the chair's ruling");
  await sendByKeys(page, form(page, "/acts/motion.moved"), { "data.mover": "toro" });
  if (await form(page, "/acts/motion.seconded").count()) {
    await sendByKeys(page, form(page, "/acts/motion.seconded"), { "data.member": "rowe" });
  }
  await sendByKeys(page, form(page, "/acts/motion.stated"));
  await sendByKeys(page, form(page, "/acts/vote.opened", ":has(input[value=voice])"));
  has(await form(page, "/acts/vote.announced").innerText(), /The chair's decision stands/, "the result of an appeal is announced in words");
  await sendByKeys(page, form(page, "/acts/vote.announced"), { "data.outcome": "sustained" });
  await v.go("/meetings/harbor-board/2027-04-05");
  const heard = await v.text();
  has(heard, "The chair ruled that the point was not well taken", "the public reads the ruling");
  has(heard, "The chair's decision stands", "and what became of the appeal");

  // A consent agenda, an item pulled from it.
  const third = "/clerk/harbor-board/2027-04-02";
  await v.go(third);
  const roll = form(page, "/acts/attendance.noted");
  await tabTo(page, roll.locator("button"));
  await leaves(page, () => page.keyboard.press("Enter"));
  await sendByKeys(page, form(page, "/acts/item.scheduled"), { "about.item": "hb-5" });
  await follow(page, "Pull an item from the consent agenda");
  await sendByKeys(page, form(page, "/acts/item.pulled"), { "about.item": "hb-5", "data.member": "umber" });
  const consent = page.locator('.next form[action="/acts/motion.moved"]').first();
  has(await consent.innerText(), /adopt the consent agenda: one item/i, "the consent agenda is the likely next act, with as many items as are on it");
  is(await consent.locator('input[name="data.items"]').inputValue(), "hb-2", "what stands on it is meant, what was pulled from it is not");
  await sendByKeys(page, consent, { "data.mover": "rowe" });
  if (await form(page, "/acts/motion.seconded").count()) {
    await sendByKeys(page, form(page, "/acts/motion.seconded"), { "data.member": "stein" });
  }
  await sendByKeys(page, form(page, "/acts/motion.stated"));
  has(await page.locator(".floor").innerText(), "not debatable", "what is not debatable is not said to be open to debate");
  await v.go("/meetings/harbor-board/2027-04-02/live");
  has(await v.text(), "The question is stated; it is not debatable.", "nor to those who follow");
  await v.go(third);
  await sendByKeys(page, form(page, "/acts/vote.opened", ":has(input[value=consent])"));
  await sendByKeys(page, form(page, "/acts/vote.announced"), { "data.outcome": "adopted" });
  await v.go("/meetings/harbor-board/2027-04-02");
  has(await v.text(), /Pulled from the consent agenda by Eve Umber/, "the agenda says who pulled the item");
  has(await v.text(), /Adopt the consent agenda/, "and that the others were adopted together");
  is((await twin("/decisions/harbor-board/hb-2")).decision.outcome, "adopted", "what was on it is adopted");
  ok((await twin("/decisions/harbor-board/hb-5")).decision.outcome !== "adopted", "what was pulled is not");

  // A hearing: what the screen offers first needs nothing else, and goes in as it stands.
  await v.go("/clerk");
  await sendByKeys(page, form(page, "/acts/item.filed", ":has([name='about.item'])"), { body: "harbor-board", "about.item": "hb-9", "data.type": "hearing", "texts.title": "A mast at the slip" });
  await v.go(third);
  await sendByKeys(page, form(page, "/acts/item.scheduled"), { "about.item": "hb-9" });
  await sendByKeys(page, form(page, "/acts/item.opened", ":has(input[name='about.item'][type=hidden][value='hb-9'])"));
  await sendByKeys(page, page.locator('.next form[action="/acts/hearing.opened"]'));
  has(await v.text(), /The hearing on item hb-9|hearing/, "the hearing is opened by the first button");
  await sendByKeys(page, page.locator('.next form[action="/acts/hearing.heard"]'), { "data.party": "applicant" });
  is(new URL(page.url()).pathname, third, "and who is heard is entered in the same place");
  has(await page.locator("#d-last, .last").first().innerText(), /Somebody is heard on item hb-9: applicant/, "which stands among the last acts");
  await v.go("/meetings/harbor-board/2027-04-02/live");
  has(await v.text(), "The hearing on item hb-9 is open: A mast at the slip. Heard so far: 1.", "those who follow are told that the hearing goes on");
  await v.go(third);
  await sendByKeys(page, form(page, "/acts/hearing.closed"));
  is(new URL(page.url()).pathname, third, "it is closed from the screen itself");
  await sendByKeys(page, form(page, "/acts/attendance.noted"), { "local.who.umber": "remote" });
  await v.go("/meetings/harbor-board/2027-04-02/live");
  has(await v.text(), "Four of five members present, one more from elsewhere.", "who is elsewhere is not counted with who is in the room");
  await v.go(third);
  await sendByKeys(page, form(page, "/acts/item.closed"));
  await sendByKeys(page, form(page, "/acts/attendance.noted"), { "local.who.quill": "left", "local.who.rowe": "left", "local.who.stein": "left" });
  has(await page.locator(".next").innerText(), "There is no quorum.", "without a quorum the screen says so, and what may be done");

  // What is put on the consent agenda after it was published is adopted with the rest of it.
  const file = path.join(path.dirname(it.data), "late.scn");
  fs.writeFileSync(file, `scenario "late"
as clerk-1 clerk
body harbor-board
meeting harbor-board/2027-04-20 regular 2027-04-20T22:00:00Z
file hb-20 resolution "A rope for the slip"
schedule hb-20 section="Consent agenda"
publish agenda
file hb-21 resolution "A lamp for the slip"
schedule hb-21 section="Consent agenda"
call to order presiding=quill
present quill rowe stein toro umber
`);
  run("play", file, "--data", it.data);
  await v.go("/clerk/harbor-board/2027-04-20");
  is(await page.locator('.next form[action="/acts/motion.moved"] input[name="data.items"]').inputValue(), "hb-20,hb-21", "what was put on the consent agenda after it was published is adopted with the rest");
  has(await v.text(), "Take up hb-20: A rope for the slip", "what is taken up is named, not numbered alone");

  ok(v.faults.length === 0, "no error and no other host", v.faults.join("\n"));
});
