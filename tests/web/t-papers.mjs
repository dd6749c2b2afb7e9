// After the meeting: its papers, the minutes worded, filed, put on an agenda and approved; without script, because
// nothing of it needs any.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test, ok, is, has, demonstration, invite, run, get, serve, browser, visitor, sendByKeys, leaves, tabTo, noSidewaysScroll, AXE, line } from "./lib.mjs";
import { acceptInvitation } from "./steps.mjs";

const MEETING = "rehearsal/2026-10-20", NEXT = "rehearsal/2026-12-15", PAPERS = ["minutes", "summary", "marked", "due"];

async function looksRight(v, name) {
  const { page } = v;
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  is(found.violations.map((x) => `${x.id}: ${x.nodes.map((n) => n.target.join(" ")).slice(0, 3)}`).join("\n"), "", `${name}: axe finds nothing`);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 700 });
  is(await noSidewaysScroll(page), "", `${name}: nothing beyond 320 px`);
  await page.setViewportSize(size);
}

async function twin(server, where) {
  const answer = await get(server.origin, `${where}.json`);
  is(answer.status, 200, `${where}.json answers`);
  return JSON.parse(answer.text);
}

async function readPapers(v, server) {
  const says = {
    minutes: /Seat 1 called the regular meeting of the Rehearsal Commission to order[^]*The resolution was adopted, 3 to 2\.[^]*Yes\s+Seat 1, Seat 3, Seat 4/,
    summary: /Police agreement[^]*The resolution was adopted, 3 to 2\.\s+No: Seat 2 and Seat 5\./,
    marked: /Police agreement[^]*Moved by Seat 3, seconded by Seat 1\./,
    due: /To be signed/,
  };
  for (const name of PAPERS) {
    await v.go(`/meetings/${MEETING}/${name}`);
    has(await v.text(), says[name], `the ${name} says what happened`);
    await looksRight(v, name);
    const { paper } = await twin(server, `/meetings/${MEETING}/${name}`);
    is(paper.kind, name, `the twin of the ${name} is the paper`);
    const document = await get(server.origin, `/meetings/${MEETING}/${name}.docx`);
    is(document.status, 200, `the ${name} is there as a document of Word`);
    ok(document.wire > 3000 && document.text.startsWith("PK"), `the document of the ${name} is packed`);
  }
  await v.go(`/items/rehearsal/rc-41/paper`);
  has(await v.text(), /Resolution No\.[^]*Passed and adopted at the regular meeting of Tuesday, October 20, 2026, by a vote of three to two\.[^]*Seat 1, Chair/,
    "the resolution is a paper to be signed");
  await looksRight(v, "the paper of an item");
  const mark = v.page.locator(".paper .seq").first();
  const where = await mark.getAttribute("href");
  await v.go(where);
  has(await v.text(), where.split("/")[2], "a sentence leads to its entry");
}

async function wordAndFile(v, server) {
  const { page } = v;
  const desk = `/clerk/${MEETING}/minutes`;
  const draft = (await twin(server, `/meetings/${MEETING}/minutes/0`)).paper;
  const first = draft.blocks.find((b) => b.kind === "sentence");
  await v.go(desk);
  has(await v.text(), "A draft, made from the record.", "the clerk's page says that nothing is filed");
  const word = page.locator(`#s-${first.entries[0]} .words-to a`);
  await tabTo(page, word);
  await leaves(page, () => page.keyboard.press("Enter"));
  const it = page.locator(`#s-${first.entries[0]} form`);
  is(await it.locator("textarea").inputValue(), first.text, "the form begins with the sentence");
  await sendByKeys(page, it, { "data.place": "after", "texts.text": "The flag was saluted." });
  has(await v.text(), "The flag was saluted.", "the clerk's words stand in the draft");
  await sendByKeys(page, page.locator('form[action="/acts/minutes.filed"]'));
  has(await v.text(), "Filed in 1 version, and not approved.", "the version is filed");
  await v.go(`/meetings/${MEETING}/minutes`);
  has(await v.text(), /Version 1, filed and not approved\.[^]*The flag was saluted\./, "the public page shows the filed version");
  return first;
}

// A number by the body's scheme, and a signature, from the clerk's page.
async function numberAndSign(v, server) {
  const { page } = v;
  await v.go(`/clerk/${MEETING}/minutes`);
  const file = (await page.locator('li:has(a:text("Give a number")) a[href$="/paper"]').first().getAttribute("href")).split("/")[3];
  const line = page.locator("li").filter({ has: page.locator(`a[href="/items/rehearsal/${file}/paper"]`) });
  await leaves(page, () => line.getByText("Give a number").click());
  await sendByKeys(page, page.locator('form[action="/acts/item.numbered"]'));
  await leaves(page, () => line.getByText("Note a signature").click());
  await sendByKeys(page, page.locator('form[action="/acts/signature.noted"]'), { "data.official": "seat-1", "data.on": "2026-10-22" });
  has(await line.innerText(), /Number [RO]-2026-\d+\.\s+Signed by Seat 1\./, "the paper is numbered and signed");
  await v.go(`/items/rehearsal/${file}/paper`);
  has(await v.text(), /No\. [RO]-2026-\d+[^]*Seat 1, Chair\s+signed on October 22, 2026/, "the paper shows number and signature");
}

async function correct(v, server, first) {
  const { page } = v;
  const before = (await twin(server, `/meetings/${MEETING}/minutes/1`)).paper;
  await v.go(`/clerk/${MEETING}/minutes?of=${first.entries[0]}`);
  await sendByKeys(page, page.locator(`#s-${first.entries[0]} form`), { "data.place": "instead", "texts.text": "The chair called the meeting to order." });
  await sendByKeys(page, page.locator('form[action="/acts/minutes.filed"]'), { "texts.text": "The first sentence is shorter." });
  const after = await twin(server, `/meetings/${MEETING}/minutes/1`);
  is(JSON.stringify(after.paper), JSON.stringify(before), "a version that was filed stays as it stood");
  is(after.status, "superseded", "and says that a later one followed");
  await v.go(`/meetings/${MEETING}/minutes`);
  has(await v.text(), /Version 2[^]*The chair called the meeting to order\.[^]*The first sentence is shorter\./, "the second version says what was corrected");
}

async function approve(v, server, data) {
  const { page } = v;
  await v.go(`/clerk/${MEETING}/minutes`);
  await sendByKeys(page, page.locator('form[action="/acts"]').filter({ hasText: "On the agenda of" }));
  has(await v.text(), "Their approval is before the body as file min-2026-10-20.", "the approval is put on the next agenda");
  await v.go("/items/rehearsal/min-2026-10-20");
  has(await v.text(), /Minutes of the regular meeting of Tuesday, October 20, 2026[^]*December 15, 2026/, "the item says on which agenda it stands");
  await v.go(`/meetings/${MEETING}/minutes`);
  ok(!/approved on|final/i.test(await page.locator(".said").innerText()), "nothing says that they are approved before the vote");
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "dais-approval-")), "approval.scn");
  fs.writeFileSync(file, ['scenario "approval"', `meeting ${NEXT}`, "call to order presiding=seat-1", "present seat-1 seat-2 seat-3 seat-4 seat-5",
    "take up min-2026-10-20", "seat-2 moves main as a1", "seat-3 seconds a1", "state a1", "put a1 by roll-call",
    "vote a1 yes: seat-1 seat-2 seat-3 seat-4 no: seat-5", "announce a1", "leave min-2026-10-20", "adjourn", ""].join("\n"));
  run("play", file, "--data", data);
  fs.rmSync(path.dirname(file), { recursive: true });
  await v.go(`/meetings/${MEETING}/minutes`);
  has(await v.text(), "Approved on December 15, 2026 by a vote of 4 to 1.", "the vote makes them approved");
  const shown = await twin(server, `/meetings/${MEETING}/minutes`);
  is(shown.status, "approved", "the twin says so");
  is(shown.version, 2, "the newest version that stood is the approved one");
  await v.go(`/clerk/${MEETING}/minutes`);
  has(await v.text(), "Approved on December 15, 2026", "the clerk's page says so");
}

await test(async (opened) => {
  const data = opened(demonstration());
  const link = invite(data.data, "clerk-1", "--role", "clerk");
  const server = opened(await serve(data.data));
  const b = opened(await browser());
  const viewer = await visitor(b, server);
  const clerk = await visitor(b, server, { javaScriptEnabled: false });
  await readPapers(viewer, server);
  await acceptInvitation(clerk, link, "the clerk");
  const first = await wordAndFile(clerk, server);
  const looker = await visitor(b, server, { storageState: await clerk.context.storageState() });
  await looker.go(`/clerk/${MEETING}/minutes`);
  await looksRight(looker, "the clerk's page of the minutes");
  await looker.go(`/clerk/${MEETING}/minutes?of=${first.entries[0]}`);
  await looksRight(looker, "the form at a sentence");
  await correct(clerk, server, first);
  await numberAndSign(clerk, server);
  await approve(clerk, server, data.data);

  await viewer.go(`/meetings/${MEETING}/minutes`);
  await viewer.page.emulateMedia({ media: "print" });
  const printed = await viewer.page.evaluate(() => [...document.querySelectorAll("nav, button, .action, .noprint, .foot")]
    .filter((e) => e.getClientRects().length > 0).map((e) => e.outerHTML.slice(0, 80)));
  is(printed.join("\n"), "", "on paper there is nothing but the paper");
  for (const [who, v] of [["viewer", viewer], ["clerk", clerk]]) {
    is(v.faults.join("\n"), "", `the ${who} met no error of script, policy or another host`);
  }
  await b.close();
  await server.close();
  is(server.errors(), "", "the server wrote no error");
});
