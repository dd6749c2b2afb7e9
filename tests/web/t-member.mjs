// A member's phone in a roll call: the question comes by itself, one press votes, and the clerk sees it.
import { test, ok, is, has, browser, visitor, leaves } from "./lib.mjs";
import { instance, signedIn } from "./fixture.mjs";

const MEETING = "harbor-board/2027-04-05";

await test(async (opened) => {
  const it = await instance(opened);
  const b = opened(await browser());
  const clerk = await visitor(b, it.server, { storageState: await signedIn(b, it, "clerk") });
  const phone = await visitor(b, it.server, {
    storageState: await signedIn(b, it, "member"), viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  const desk = (name) => clerk.page.getByRole("button", { name, exact: true });
  await phone.go("/member");
  has(await phone.text(), "Choose the one that you are at", "of several meetings that are going on the member chooses");
  is(await phone.page.getByRole("button", { name: "Yes" }).count(), 0, "before that there is nothing to press");
  await leaves(phone.page, () => phone.page.getByRole("link", { name: /April 5, 2027/ }).tap());
  has(await phone.text(), /Adopt the ordinance[^]*not put yet/, "the phone shows the motion before the vote");
  await phone.page.evaluate(() => { window.here = true; });
  await clerk.go(`/clerk/${MEETING}`);
  await leaves(clerk.page, () => clerk.page.locator('form[action="/acts/motion.stated"] button').first().click());
  await leaves(clerk.page, () => desk("Call the roll").click());
  const yes = phone.page.getByRole("button", { name: "Yes", exact: true });
  const came = await yes.waitFor({ timeout: 2000 }).then(() => true, () => false);
  ok(came, "the question reaches the phone within 2 seconds", await phone.text());
  ok(await phone.page.evaluate(() => window.here === true), "without a reload");
  const shape = await yes.boundingBox();
  ok(shape.height >= 60 && shape.width >= 300, "the button is as large as a thumb wants it", shape);
  await leaves(phone.page, () => yes.tap());
  has(await phone.text(), /You voted: ✓ Yes/, "one press votes");
  has(phone.page.url(), "/member?meeting=harbor-board/2027-04-05", "and the phone stays at the meeting that was chosen");
  const seen = clerk.page.locator(".roll li", { hasText: "Cora Stein" }).filter({ hasText: /Yes/ }).filter({ hasText: "✓" });
  ok(await seen.waitFor({ timeout: 2000 }).then(() => true, () => false), "the clerk's screen shows it within 2 seconds", await clerk.text());
  await leaves(phone.page, () => phone.page.getByRole("button", { name: "Change my vote to No" }).tap());
  has(await phone.text(), /You voted: ✕ No/, "and it may be changed before the result");
  await clerk.page.locator(".roll li", { hasText: "Cora Stein" }).filter({ hasText: "✕" }).waitFor({ timeout: 5000 });

  // Under somebody's hands the clerk's screen does not change.
  await clerk.page.locator("summary", { hasText: "A note for the record" }).click();
  const note = clerk.page.locator('form[action="/acts/note.recorded"] textarea');
  await note.fill("Half a sentence");
  await leaves(phone.page, () => phone.page.getByRole("button", { name: "Change my vote to Yes" }).tap());
  await clerk.page.waitForTimeout(700);
  is(await note.inputValue(), "Half a sentence", "what the clerk is typing is not taken away");
  ok(await note.evaluate((e) => e === document.activeElement), "nor the focus");
  for (const [who, v] of [["clerk", clerk], ["member", phone]]) {
    ok(v.faults.length === 0, `the ${who} met no error of script, policy or another host`, v.faults.join("\n"));
  }
});
