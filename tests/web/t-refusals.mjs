// What is refused: the rule and the reason are said, what was typed stays, and there is a way on.
import { test, ok, is, has, browser, visitor, get, leaves, PASSWORD, accessible } from "./lib.mjs";
import { instance, signedIn } from "./fixture.mjs";

const WORDS = "I move that we also dredge the channel.";

const unfold = (form) => form.locator("xpath=ancestor::details").locator("> summary").click();

// Sends a form by a click on its button and gives the status of the answer.
async function send(page, button) {
  const answers = [];
  const heard = (r) => { if (r.request().isNavigationRequest() || r.request().method() === "POST") { answers.push(r.status()); } };
  page.on("response", heard);
  await leaves(page, () => button.click());
  page.off("response", heard);
  return answers[0];
}

await test(async (opened) => {
  const it = await instance(opened);
  const b = opened(await browser());
  const state = await signedIn(b, it, "clerk");
  const clerk = await visitor(b, it.server, { storageState: state }), { page } = clerk;
  clerk.allow(401, 403, 404, 409, 422);

  // Out of order: a second main motion.
  await clerk.go("/clerk/harbor-board/2027-04-03");
  const group = page.locator("section", { has: page.locator("#not-h") });
  await group.locator("summary").click();
  has(await group.innerText(), /Motion 1 .*is pending/, "what is not in order stands on the screen with its reason");
  has(await group.locator("cite").first().innerText(), /RONR|ROR/, "and with its citation");
  await leaves(page, () => group.locator('a[href*="data.type=main"]').click());
  const form = page.locator('form[action="/acts/motion.moved"]');
  await form.locator('[name="data.mover"]').selectOption("toro");
  await form.locator('[name="texts.text"]').fill(WORDS);
  is(await send(page, form.locator("button")), 409, "an act out of order is not recorded at once");
  const said = await clerk.text();
  has(said, "There is a problem", "the refusal says so");
  has(said, /Motion 1 .*is pending/, "it gives the reason in a sentence");
  has(await page.locator(".summary .rule").innerText(), /The rule: .*(RONR|ROR)/, "it names the rule and the citation");
  is(await page.evaluate(() => document.activeElement.id), "summary", "the summary has the focus");
  is(await page.locator('[name="texts.text"]').inputValue(), WORDS, "the words that were typed stay");
  is(await page.locator('[name="data.mover"]').inputValue(), "toro", "the choice that was made stays");
  await accessible(page, "the page that says out of order");
  await page.locator('[name="data.departure"]').selectOption("no-point-raised");
  await page.getByRole("button", { name: "Record it as it happened" }).click();
  await page.waitForURL("**/clerk/harbor-board/2027-04-03");
  has(await page.locator(".last").innerText(), /Dan Toro moves[^]*Out of order; it stands/, "recorded as it happened, it stands as out of order");
  await clerk.go("/decisions/harbor-board/hb-3");
  has(await page.locator(".departures").innerText(), /out of order, against the rule one-question \(.*(RONR|ROR).*\)/i, "the decision page states the departure, its rule and citation");
  const twin = JSON.parse((await get(it.server.origin, "/decisions/harbor-board/hb-3.json")).text);
  ok(JSON.stringify(twin).includes("no-point-raised") || /point of order/.test(JSON.stringify(twin)), "the twin states it too", twin.departures);

  // Impossible: a vote on a motion that is decided, from a window that did not hear of it.
  await page.route("**/live/events", (route) => route.abort());
  clerk.allow(401, 403, 404, 409, 422, "cut");
  await clerk.go("/clerk/harbor-board/2027-04-04");
  has(await clerk.text(), "Two still to vote", "a window stands at the roll call");
  const other = await visitor(b, it.server, { storageState: state });
  await other.go("/clerk/harbor-board/2027-04-04");
  for (const name of ["Ada Quill: Yes", "Cora Stein: Yes", "Announce the result"]) {
    await leaves(other.page, () => other.page.getByRole("button", { name }).click());
  }
  has(await other.text(), "No motion is pending", "another window decides the motion");
  is(await send(page, page.getByRole("button", { name: "Ada Quill: No" })), 422, "a vote after the result is impossible");
  has(await clerk.text(), "There is a problem", "the refusal says so");
  has(await page.locator(".summary").innerText(), /motion 1/i, "it says what stands in the way");
  is(await page.getByRole("button", { name: "Record it as it happened" }).count(), 0, "and does not offer to record it");
  await accessible(page, "the page that says impossible");
  const decided = await other.go("/decisions/harbor-board/hb-4").then(() => other.text());
  has(decided, /Adopted 3 to 1/, "what was decided stays so");
  await page.unroute("**/live/events");

  // A file number that is taken: against what stands.
  await clerk.go("/clerk");
  const file = page.locator('form[action="/acts/item.filed"]');
  await unfold(file);
  await file.locator('[name="body"]').selectOption("harbor-board");
  await file.locator('[name="about.item"]').fill("hb-3");
  await file.locator('[name="texts.title"]').fill("A title that took long to type");
  is(await send(page, file.locator("button")), 409, "a file number that is taken is refused");
  is(await page.locator('[name="texts.title"]').inputValue(), "A title that took long to type", "the title stays");
  has(await page.locator(".summary").innerText(), /hb-3/, "the sentence names the number");

  // A form from another visit.
  await clerk.go("/clerk/harbor-board/2027-04-03");
  const note = page.locator('form[action="/acts/note.recorded"]');
  await unfold(note);
  await note.locator("textarea").fill("A note that must not be recorded.");
  await note.evaluate((f) => { f.querySelector("[name=csrf]").remove(); document.getElementById("desk").dataset.csrf = ""; });
  is(await send(page, note.locator("button")), 403, "a form without its token is refused");
  has(await clerk.text(), "What to do now", "with a way on");
  await clerk.go("/meetings/harbor-board/2027-04-03");
  ok(!(await clerk.text()).includes("must not be recorded"), "and nothing was recorded");

  // The visit ends while a form is open, with script and without.
  await visitEnds(clerk, true, "The tide was high.\nIt was <b>\"very\"</b> high.");
  const plain = await visitor(b, it.server, { storageState: await clerk.context.storageState(), javaScriptEnabled: false });
  plain.allow(401, 403);
  await visitEnds(plain, false, "The tide was low.\n& so on.");

  // A page of the staff, asked for by nobody.
  const reader = await visitor(b, it.server);
  reader.allow(404);
  await reader.go("/clerk/harbor-board/2027-04-05");
  has(reader.page.url(), "/sign-in?next=", "a page of the staff asks to sign in");
  await signInHere(reader);
  is(new URL(reader.page.url()).pathname, "/clerk/harbor-board/2027-04-05", "and leads back to itself");
  is((await reader.go("/no/such/page")).status(), 404, "an address that is none says so");
  has(await reader.text(), "What to do now", "with a way on");

  for (const [who, v] of [["clerk", clerk], ["other clerk", other], ["clerk without script", plain], ["reader", reader]]) {
    ok(v.faults.length === 0, `the ${who} met no error of script, policy or another host`, v.faults.join("\n"));
  }
});

async function signInHere(v) {
  const form = v.page.locator("main form");
  await form.locator('[name="account"]').fill("clerk-9");
  await form.locator('[name="password"]').fill(PASSWORD);
  await leaves(v.page, () => form.locator("button").click());
}

// What was typed goes along while the clerk signs in again, and is recorded when it is sent again, not before.
async function visitEnds(v, scripted, words) {
  const { page } = v;
  const where = "/clerk/harbor-board/2027-04-03", note = page.locator('form[action="/acts/note.recorded"]');
  await v.go(where);
  await unfold(note);
  await note.locator("textarea").fill(words);
  await v.context.clearCookies();
  is(await send(page, note.locator("button")), 401, "after the visit has ended a form asks to sign in first");
  const sign = page.locator("main form");
  has(await v.text(), "Sign in first", "it says why");
  has(await v.text(), "what was typed is kept", "and that nothing is lost");
  await sign.locator('[name="account"]').fill("clerk-9");
  await sign.locator('[name="password"]').fill("not the password at all");
  is(await send(page, sign.locator("button")), 403, "a wrong password is refused");
  has(await page.locator(".summary").innerText(), /password/i, "the refusal says what is wrong");
  is(await sign.locator('[name="account"]').inputValue(), "clerk-9", "the account's name stays");
  is(await sign.locator('[name="password"]').inputValue(), "", "the password does not");
  if (scripted) { await accessible(page, "the page that says wrong password"); }
  await sign.locator('[name="password"]').fill(PASSWORD);
  is(await send(page, sign.locator("button")), 200, "the right one brings the form back");
  has(await v.text(), "nothing is recorded yet", "it says that nothing is recorded yet");
  is(await page.locator('[name="texts.text"]').inputValue(), words, "the words are there as they were typed");
  if (scripted) { await accessible(page, "the form that came back"); }
  const meeting = await v.context.newPage();
  await meeting.goto(new URL("/meetings/harbor-board/2027-04-03", page.url()).href);
  ok(!(await meeting.locator("main").innerText()).includes(words.split("\n")[0]), "and indeed nothing was recorded");
  await leaves(page, () => page.getByRole("button", { name: "Record", exact: true }).click());
  is(new URL(page.url()).pathname, where, "sent again, it leads back to the meeting");
  await meeting.reload();
  has(await meeting.locator("main").innerText(), words.split("\n")[0], "and the note is on record");
  await meeting.close();
}
