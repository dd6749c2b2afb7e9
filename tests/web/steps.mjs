// The way from an empty instance to a decision, by keyboard alone: with script and without.
import { ok, is, has, note, PASSWORD, get, invite, fillByKeys, sendByKeys, tabTo, leaves } from "./lib.mjs";

export const BODY = "harbor-board", FILE = "hb-7", DAY = "2027-03-04";
const NAMES = ["Ada Quill", "Ben Rowe", "Cora Stein", "Dan Toro", "Eve Umber"];
export const IDS = ["quill", "rowe", "stein", "toro", "umber"];

const form = (page, action, more = "") => page.locator(`form[action="${action}"]${more}`);

export async function acceptInvitation(v, where, account) {
  const { page } = v;
  await v.go(where);
  has(await v.text(), "Choose a password", `the invitation of ${account} asks for a password`);
  const it = page.locator("main form");
  await sendByKeys(page, it, { password: PASSWORD, again: PASSWORD });
}

export async function signIn(v, account, where = "/sign-in") {
  await v.go(where);
  await sendByKeys(v.page, v.page.locator("main form"), { account, password: PASSWORD });
}

// The administrator: the body, its officials, the clerk's invitation, whose path is returned.
export async function setUp(v, data) {
  const { page } = v;
  await acceptInvitation(v, invite(data, "admin-1", "--role", "admin"), "the administrator");
  is(new URL(page.url()).pathname, "/admin", "the administrator begins at the bodies");
  has(await v.text(), "No body is registered yet", "a fresh instance says that there is no body");
  await sendByKeys(page, form(page, "/acts/body.registered"),
    { body: BODY, "data.name": "Harbor Board", "data.place": "Port Example", "data.seats": "5" });
  has(await v.text(), "Harbor Board", "the body is registered");
  await tabTo(page, page.locator(`main a[href="/admin/bodies/${BODY}"]`));
  await leaves(page, () => page.keyboard.press("Enter"));
  has(await v.text(), "0 of 5 seats are taken", "its page says that the seats are vacant");
  for (let i = 0; i < 5; i++) {
    await sendByKeys(page, form(page, "/acts/official.seated", ":has(input[type=text][name='data.member'])"),
      { "data.member": IDS[i], "data.name": NAMES[i], "data.office": i ? "member" : "chair", "data.seat": String(i + 1) });
  }
  await v.go(`/bodies/${BODY}`);
  const people = await v.text();
  ok(NAMES.every((name) => people.includes(name)), "five officials are seated", people);
  await v.go("/admin/accounts");
  await sendByKeys(page, form(page, "/admin/accounts"), { account: "clerk-1", role: "clerk" });
  const made = await page.locator(".summary.good").innerText();
  has(made, /\/invitation\/[0-9a-f]{64}/, "the clerk's invitation is shown");
  return made.match(/\/invitation\/[0-9a-f]{64}/)[0];
}

// The clerk: a meeting called, an item filed and put on its agenda.
export async function prepare(v, invitation) {
  const { page } = v;
  await acceptInvitation(v, invitation, "the clerk");
  is(new URL(page.url()).pathname, "/clerk", "the clerk begins at the meetings");
  await sendByKeys(page, form(page, "/acts/meeting.called"), { "local.day": DAY, "local.time": "18:00", "texts.place": "The net loft" });
  await sendByKeys(page, form(page, "/acts/item.filed"), { "about.item": FILE, "texts.title": "Longer hours for the ferry" });
  await sendByKeys(page, form(page, "/acts/item.scheduled"), { "about.item": FILE });
  await v.go(`/meetings/${BODY}/${DAY}`);
  has(await v.text(), "Longer hours for the ferry", "the agenda shows the item before the meeting");
  await v.go("/clerk");
  const link = page.locator(`main a[href="/clerk/${BODY}/${DAY}"]`);
  await tabTo(page, link);
  await leaves(page, () => page.keyboard.press("Enter"));
  has(await v.text(), "not yet called to order", "the clerk's screen opens before the meeting");
}

// The meeting; keys: whether the screen's own keys are used; seen(part): what the public sees by now.
export async function runMeeting(v, keys, seen = async () => {}) {
  const { page } = v;
  const send = (action, fields, key, more = "") => sendByKeys(page, form(page, action, more).first(), fields, keys ? key : null);
  const press = async (action, key, more = "") => {
    const it = form(page, action, more).first();
    if (keys) {
      await it.waitFor();
      await leaves(page, () => page.keyboard.press(key));
    } else {
      await sendByKeys(page, it);
    }
  };
  await send("/acts/meeting.opened", {}, null);
  has(await v.text(), "in session", "the meeting is called to order");
  await seen(/between items/i, "call to order");
  if (keys) {
    await page.keyboard.press("p");
    for (let i = 0; i < 3; i++) { await page.keyboard.press("5"); }
    await leaves(page, () => page.keyboard.press("Enter"));
  } else {
    await send("/acts/attendance.noted", { "local.who.umber": "absent" });
  }
  has(await v.text(), "4 of 5 present", "the roll finds four of five");
  await seen(/four|4 of 5/i, "roll");
  await press("/acts/item.opened", "i");
  has(await v.text(), "Item hb-7: Longer hours for the ferry", "the item is taken up");
  await seen(/hb-7/, "item");
  await send("/acts/motion.moved", { "data.mover": "rowe" }, "m", ":has(input[value=main])");
  has(await v.text(), /moved by Ben Rowe/, "the main motion is on the floor");
  await seen(/Ben Rowe/, "main motion");
  await send("/acts/motion.seconded", { "data.member": "stein" }, "s");
  has(await v.text(), /seconded by Cora Stein/, "it is seconded");
  await seen(/Cora Stein/, "second");
  await press("/acts/motion.stated", "t");
  has(await v.text(), "open to debate", "the chair states the question");
  await seen(/debate|stated/i, "statement");
  await press("/acts/vote.opened", "v", ":has(input[value=roll-call])");
  has(await v.text(), "still to vote", "the roll call begins");
  await seen(/voting|vote/i, "roll call");
  for (const [id, choice] of [["quill", "yes"], ["rowe", "yes"], ["stein", "yes"], ["toro", "no"]]) {
    await press("/acts/vote.cast", choice[0], `:has(input[value=${id}]):has(input[value=${choice}])`);
    await seen(choice === "yes" ? new RegExp(NAMES[IDS.indexOf(id)] + "\\s+Yes", "i") : /Dan Toro\s+No/i, `vote of ${id}`);
  }
  has(await v.text(), "Everyone who may vote has voted", "all have voted");
  await press("/acts/vote.announced", "e");
  has(await v.text(), "No motion is pending", "the result is announced");
  await seen(/adopted/i, "result");
  await press("/acts/item.closed", "c");
  await seen(/between items/i, "the item is left");
  await press("/acts/meeting.adjourned", "q");
  has(await v.text(), "adjourned", "the meeting is adjourned");
  await seen(/The meeting ended at/, "adjournment");
}

// The decision page and its twin say the same.
export async function checkDecision(v, server) {
  const { page } = v;
  await v.go(`/decisions/${BODY}/${FILE}`);
  const text = await v.text();
  has(text, /Adopted 3 to 1/i, "the decision page says the outcome");
  const votes = await page.locator("#votes").innerText();
  for (const [name, word] of [["Ada Quill", "Yes"], ["Ben Rowe", "Yes"], ["Cora Stein", "Yes"], ["Dan Toro", "No"]]) {
    has(votes, new RegExp(`${name}\\s+${word}`, "i"), `the decision page: ${name} ${word}`);
  }
  has(votes, /Eve Umber\s+Absent/i, "the decision page: Eve Umber was absent");
  has(votes, /Ben Rowe[^]*moved|moved[^]*Ben Rowe/i, "the decision page says who moved");
  is(await page.locator(".question").count(), 14, "fourteen questions are answered");
  const twin = JSON.parse((await get(server.origin, `/decisions/${BODY}/${FILE}.json`)).text);
  is(twin.decision.outcome, "adopted", "the twin says the outcome");
  const question = (id) => twin.questions.find((q) => q.id === id);
  is(twin.questions.length, 14, "the twin has the fourteen questions");
  const outcome = question("outcome").answer;
  ok(outcome.yes === 3 && outcome.no === 1 && outcome.abstain === 0, "the twin counts 3 to 1", outcome);
  is(question("outcome").status, "answered", "the outcome was witnessed here");
  const said = question("votes").answer.ballots.map((b) => `${b.member} ${b.choice}`).sort().join(", ");
  has(said, /quill yes.*rowe yes.*stein yes.*toro no.*umber absent/, "the twin's votes are the page's");
  is(question("votes").answer.mover, "rowe", "the twin names the mover");
  is(question("votes").answer.seconder, "stein", "the twin names the seconder");
}
