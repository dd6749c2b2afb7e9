// The clerk's day, by keyboard alone: from an item to its approved minutes, on an instance made only through the forms.
import { ok, is, has, get, sendByKeys, tabTo, leaves } from "./lib.mjs";
import { setUp, prepare, runMeeting, BODY, DAY, FILE } from "./steps.mjs";

const LATER = "2027-03-11", DESK = `/clerk/${BODY}/${DAY}`, NEXT = `/clerk/${BODY}/${LATER}`;

export async function theDay(admin, clerk, viewer, server, data, keys) {
  const { page } = clerk;
  const form = (action, more = "") => page.locator(`form[action="${action}"]${more}`).first();
  const follow = async (href) => {
    const link = page.locator(`main a[href="${href}"]`).first();
    await tabTo(page, link);
    await leaves(page, () => page.keyboard.press("Enter"));
  };
  const publicSays = async (where, what, words) => { await viewer.go(where); has(await viewer.text(), what, words); };

  const invitation = await setUp(admin, data);
  await prepare(clerk, invitation);

  // Before: the agenda, its versions, its notice.
  await clerk.go(`${DESK}/agenda`);
  has(await clerk.text(), "Notice is due", "the agenda says by when notice is due");
  await sendByKeys(page, form("/acts/agenda.published"));
  await publicSays(`/meetings/${BODY}/${DAY}/agenda`, "Longer hours for the ferry", "the agenda is published");
  await clerk.go(`${DESK}/agenda`);
  await sendByKeys(page, form("/acts/notice.posted"), { "data.method": "board", "data.where": "The board at the harbor office" });
  await publicSays(`/meetings/${BODY}/${DAY}/agenda`, "The board at the harbor office", "the notice says where it can be seen");
  await clerk.go(`${DESK}/agenda`);
  await sendByKeys(page, form(`${DESK}/agenda`, ":has(input[name=do][value=file])"),
    { "about.item": "hb-8", "texts.title": "A bell for the ferry", "texts.text": "The ferry gets a bell." });
  await clerk.go(`${DESK}/agenda`);
  has(await clerk.text(), "A bell for the ferry", "an item is filed and put on from the agenda");
  await sendByKeys(page, form("/acts/agenda.published"), { "texts.text": "The bell was added." });
  await viewer.go(`/meetings/${BODY}/${DAY}/agenda`);
  has(await viewer.text(), "A bell for the ferry", "the second version stands");
  has(await viewer.text(), "The bell was added.", "and says why");

  // During.
  await clerk.go(DESK);
  has(await clerk.text(), /called for 6:00 p\.m\.[^]*a quorum is 3/, "before the call to order the screen says what is to begin");
  is(await page.locator('input[name="data.void"]').count(), 0, "and offers nothing to take back");
  await runMeeting(clerk, keys);

  await clerk.go(`${DESK}/minutes`);
  is(await page.locator('input[name$="data.minutes_of"]').count(), 0, "what is not filed is not put on an agenda for approval");

  // After: papers at once, then the minutes.
  for (const [paper, words] of [["marked", "Longer hours for the ferry"], ["summary", "Longer hours for the ferry"], ["due", /number|sign/i],
    ["minutes", /Ben Rowe moved/]]) {
    await publicSays(`/meetings/${BODY}/${DAY}/${paper}`, words, `at the gavel there is: ${paper}`);
  }
  has(await viewer.text(), /draft/i, "the minutes are a draft");
  const word = await get(server.origin, `/meetings/${BODY}/${DAY}/minutes.docx`);
  is(word.status, 200, "the minutes are there for Word");
  await clerk.go(`${DESK}/minutes`);
  const wording = page.locator("main a", { hasText: "word it" }).first();
  await tabTo(page, wording);
  await leaves(page, () => page.keyboard.press("Enter"));
  await sendByKeys(page, form("/acts/minutes.worded"), { "texts.text": "The chair welcomed the public." });
  await clerk.go(`${DESK}/minutes`);
  has(await clerk.text(), "The chair welcomed the public.", "the clerk's words stand in the minutes");
  await sendByKeys(page, form("/acts/minutes.filed"));

  // The next meeting approves them.
  await clerk.go("/clerk");
  await sendByKeys(page, form("/acts/meeting.called"), { "local.day": LATER, "local.time": "18:00" });
  await clerk.go(`${DESK}/minutes`);
  await sendByKeys(page, page.locator('form:has(input[name$="data.minutes_of"])').first());
  await clerk.go(`${NEXT}/agenda`);
  has(await clerk.text(), /Minutes/, "their approval stands on the next agenda");
  await clerk.go(NEXT);
  const press = async (action, key, fields = {}, more = "") => sendByKeys(page, form(action, more), fields, keys ? key : null);
  await press("/acts/meeting.opened", null);
  const roll = form("/acts/attendance.noted");
  if (!(await roll.isVisible())) {
    await tabTo(page, page.locator("details:has(form[action='/acts/attendance.noted']) summary"));
    await page.keyboard.press("Enter");
  }
  await tabTo(page, roll.locator("button[type=submit]"));
  await leaves(page, () => page.keyboard.press("Enter"));
  const item = await page.locator('form[action="/acts/item.opened"] input[name="about.item"]').evaluateAll((all) => all.map((e) => e.value).find((v) => /min/i.test(v)));
  ok(item, "the minutes can be taken up", await clerk.text());
  await press("/acts/item.opened", null, {}, `:has(input[value="${item}"])`);
  await press("/acts/motion.moved", null, { "data.mover": "rowe" }, ":has(input[value=main])");
  await press("/acts/motion.seconded", null, { "data.member": "stein" });
  await press("/acts/motion.stated", null);
  await press("/acts/vote.opened", null, {}, ":has(input[value=voice])");
  await press("/acts/vote.announced", null, { "data.outcome": "adopted" });
  await press("/acts/item.closed", null);
  await press("/acts/meeting.adjourned", null);
  await publicSays(`/meetings/${BODY}/${DAY}/minutes`, /Approved/, "the minutes are approved");
  has(await viewer.text(), "The chair welcomed the public.", "as they were filed");
  await publicSays(`/decisions/${BODY}/${FILE}`, /Adopted 3 to 1/i, "and the decision stands");
}
