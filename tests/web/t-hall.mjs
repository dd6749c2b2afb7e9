// The other screens of a meeting that goes on: the chair, a member's telephone, the board, somebody who follows;
// what a member tells, and to whom; a line that is cut and mended; the same without script.
import { test, ok, is, has, browser, visitor, leaves, get, noSidewaysScroll, AXE, line } from "./lib.mjs";
import { instance, signedIn } from "./fixture.mjs";

const MEETING = "harbor-board/2027-04-05";
const PLACE = `/meetings/${MEETING}`;

const shows = (locator, part, timeout = 5000) =>
  locator.filter({ hasText: part }).first().waitFor({ timeout }).then(() => true, () => false);
const button = (v, name) => v.page.getByRole("button", { name, exact: true });
const press = (v, name) => leaves(v.page, () => button(v, name).first().click());

async function posted(v, kind, fields) {
  return v.page.evaluate(async ([where, data]) => {
    const csrf = document.querySelector("input[name=csrf]").value;
    const body = new URLSearchParams({ act: `probe-${Date.now()}-${Math.random().toString(36).slice(2)}`, csrf, next: "/member", ...data });
    const answer = await fetch(where, { method: "POST", body, redirect: "manual" });
    return answer.type === "opaqueredirect" ? 303 : answer.status;
  }, [`/acts/${kind}`, fields]);
}

// Every text of the wall at 7:1, and nothing that lies outside of it.
async function wall(board, name) {
  const { page } = board;
  await page.evaluate(AXE);
  for (const scheme of ["dark", "light"]) {
    await page.emulateMedia({ colorScheme: scheme });
    const bad = await page.evaluate(() => axe.run(document, { runOnly: { type: "rule", values: ["color-contrast-enhanced"] }, resultTypes: ["violations"] })
      .then((r) => r.violations.flatMap((v) => v.nodes.map((n) => `${n.target}: ${n.any.map((c) => c.message).join("; ")}`))));
    // Large text passes that rule at 4.5:1 already: the wall keeps 7:1 for every text.
    const low = await page.evaluate(() => {
      const lum = (c) => { const [r, g, b] = c.map((x) => { x /= 255; return x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
      const rgb = (s) => s.match(/[\d.]+/g).map(Number);
      const back = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) { return c.slice(0, 3); } } return [255, 255, 255]; };
      return [...document.querySelectorAll("body *")].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) && e.getClientRects().length)
        .map((e) => { const a = lum(rgb(getComputedStyle(e).color).slice(0, 3)), b = lum(back(e)); return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.className || e.tagName, e.textContent.trim().slice(0, 30)]; })
        .filter(([ratio]) => ratio < 7).map((x) => x.join(" "));
    });
    ok(!bad.length && !low.length, `${name}: every text at 7:1, ${scheme}`, [...bad, ...low].join("\n"));
  }
  await page.emulateMedia({ colorScheme: "dark" });
  const fit = await page.evaluate(() => ({ tall: document.documentElement.scrollHeight - innerHeight, wide: document.documentElement.scrollWidth - innerWidth,
    motion: parseFloat(getComputedStyle(document.querySelector("h1")).fontSize), seat: parseFloat(getComputedStyle(document.querySelector(".seats .name")).fontSize) }));
  ok(fit.tall <= 0 && fit.wide <= 0, `${name}: it fits the wall`, fit);
  ok(fit.motion >= 72 && fit.seat >= 40, `${name}: letters for the last row`, fit);
}

async function withScript(it, b) {
  const wire = await line(it.server.port);
  const state = {};
  for (const role of ["clerk", "chair", "member"]) { state[role] = await signedIn(b, it, role); }
  const chair = await visitor(b, it.server, { storageState: state.chair, viewport: { width: 1024, height: 768 } });
  const clerk = await visitor(b, it.server, { storageState: state.clerk });
  const phone = await visitor(b, it.server, { storageState: state.member, viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true });
  const viewer = await visitor(b, it.server), far = await visitor(b, wire);
  const board = await visitor(b, it.server, { viewport: { width: 1920, height: 1080 } }), farBoard = await visitor(b, wire, { viewport: { width: 1920, height: 1080 } });

  await chair.go("/chair");
  has(await chair.text(), "April 5, 2027", "the chair begins with her meetings");
  await leaves(chair.page, () => chair.page.getByRole("link", { name: /April 5, 2027/ }).click());
  has(await chair.text(), /Ben Rowe has moved to adopt the ordinance[^]*Say next[^]*“/, "what is pending in a sentence, and what to say next");
  await leaves(chair.page, () => chair.page.getByRole("link", { name: "Kreyòl" }).click());
  is(await chair.page.locator(".say").first().getAttribute("lang"), "ht", "the words are there in another language");
  for (const [v, where] of [[viewer, "/live"], [far, "/live"], [board, "/board"], [farBoard, "/board"]]) {
    await v.go(PLACE + where);
    await v.page.evaluate(() => { window.here = true; });
  }
  await phone.go(`/member?meeting=${MEETING}`);
  await clerk.go(`/clerk/${MEETING}`);
  has(await phone.text(), /Item 1 of 1 · hb-5: Lights on the breakwater/, "the telephone says which item it is, with its place");
  has(await board.text(), /Item hb-5: Lights on the breakwater[^]*Adopt the ordinance/, "the wall shows item and motion");

  // A member seconds where a second is wanted; robert-small wants none, so the chair states the question.
  await press(chair, "The chair states the question");
  has(chair.page.url(), "?say=ht", "after an act of the chair the language stays");
  is(await chair.page.locator(".say").first().getAttribute("lang"), "ht", "and the words are in it");
  ok(await shows(phone.page.locator("#hall"), "open to debate"), "the telephone follows", await phone.text());
  ok(await shows(board.page.locator("#board"), "The question is open to debate"), "so does the wall");

  // Who speaks.
  await phone.page.evaluate(() => { window.here = true; });
  await leaves(phone.page, () => button(phone, "Ask to speak").tap());
  has(await phone.text(), "You asked to speak, and are next.", "one press asks to speak");
  ok(await shows(chair.page.locator(".queue li"), "Cora Stein"), "the chair sees who waits");
  ok(await shows(clerk.page.locator("#d-hall li"), "Cora Stein"), "the clerk too", await clerk.text());
  ok(await shows(viewer.page.locator("#live"), "Waiting to speak: Cora Stein"), "and everybody who follows");
  await leaves(phone.page, () => phone.page.getByRole("button", { name: "I no longer ask to speak" }).tap());
  ok(await shows(phone.page.locator(".thumb"), "Ask to speak"), "it can be taken back");
  await leaves(phone.page, () => button(phone, "Ask to speak").tap());
  const recognize = chair.page.locator('.queue form[action="/acts/floor.assigned"]');
  await recognize.waitFor();
  await recognize.locator("select").selectOption("60");
  await leaves(chair.page, () => recognize.locator("button").click());
  ok(await shows(phone.page.locator("#hall"), "You have the floor."), "who is recognized has the floor");
  const clock = board.page.locator(".clock[data-since]");
  await clock.waitFor();
  ok(await shows(clock, /0:5\d/), "the wall counts down", await clock.innerText());
  has(await clock.innerText(), "left", "with a word");
  ok(await clock.locator(".ring").isVisible(), "and a ring");
  await wall(board, "debate");
  const form = () => clock.evaluate((e) => { const s = getComputedStyle(e); return [e.dataset.state, e.querySelector(".word").textContent, s.backgroundColor, s.borderTopStyle].join("|"); });
  const before = await form();
  await clock.evaluate((e) => { e.dataset.since = String(Number(e.dataset.since) - 47000); });
  await board.page.waitForTimeout(400);
  const last = await form();
  has(last, /^last\|last seconds\|/, "the last fifteen seconds are said in words");
  ok(last.split("|")[2] !== before.split("|")[2], "and change the form, not only a colour of text", { before, last });
  await wall(board, "last seconds");
  await clock.evaluate((e) => { e.dataset.since = String(Number(e.dataset.since) - 30000); });
  await board.page.waitForTimeout(400);
  has(await form(), /^over\|time is up\|/, "after them the time is up");
  ok(/^\+0:\d\d$/.test(await clock.locator(".count").innerText()), "by how much is counted", await clock.innerText());
  await leaves(phone.page, () => button(phone, "I have spoken").tap());
  ok(await shows(chair.page.locator(".hall"), "Nobody speaks just now."), "who has spoken yields");

  // An interest: the fact for the chair, the words for the clerk, nothing for the others before it is stated.
  await phone.page.locator("#conflict summary").tap();
  await phone.page.locator('form[action="/acts/conflict.declared"] textarea').fill("My brother lights the breakwater.");
  await leaves(phone.page, () => button(phone, "Tell the clerk").tap());
  has(await phone.text(), /You told the clerk of an interest in item hb-5. State it aloud before the vote/, "the telephone says what is still to be done");
  ok(await shows(chair.page.locator(".declared"), "Cora Stein declared an interest in item hb-5"), "the chair learns of it");
  ok(await shows(clerk.page.locator("#d-hall .declared"), "My brother lights the breakwater."), "the clerk reads the words");
  const everybody = [await chair.text(), await viewer.text(), await board.text(), (await get(it.server.origin, PLACE)).text,
    (await get(it.server.origin, "/items/harbor-board/hb-5")).text].join("\n");
  ok(!everybody.includes("brother"), "nobody else reads them");
  ok(!/interest|Recused/.test(`${await viewer.text()} ${await board.text()}`), "nor do the public's screens say that there is one");
  const newest = Number((await viewer.page.locator("#live a[href^='/entry/']").last().innerText()).trim());
  ok(!(await get(it.server.origin, `/entry/${newest}`)).text.includes("brother"), "nor the entry");
  const state1 = clerk.page.locator('#d-hall form[action="/acts/recusal.stated"]');
  is(await state1.locator("textarea").inputValue(), "My brother lights the breakwater.", "the clerk confirms with the words as they were told, or as they were said");
  await state1.locator("textarea").fill("My brother has the contract for the lights.");
  await state1.getByRole("button").click();
  ok(await shows(viewer.page.locator("#live"), /Cora Stein\s+Recused/), "once it was stated aloud everybody sees it", await viewer.text());
  ok(await shows(board.page.locator(".seats li.recused"), "Cora Stein"), "on the wall as well");

  // The line is cut: what stood there stays, and when it is back nothing is missing.
  for (const v of [far, farBoard]) { v.allow("cut"); }
  wire.cut();
  await far.page.locator("#live-hint", { hasText: "connection is lost" }).waitFor();
  await farBoard.page.locator("#board-hint", { hasText: "Connection lost" }).waitFor();
  has(await farBoard.text(), "Adopt the ordinance", "a wall whose line is cut keeps what it shows");
  await press(chair, "Call the roll");
  has(await chair.text(), /Votes as they fall/, "the chair calls the roll, and sees the votes as they fall");
  const seat = { quill: "Ada Quill", rowe: "Ben Rowe", toro: "Dan Toro", umber: "Eve Umber" };
  await clerk.page.locator(".roll").waitFor();
  for (const [id, choice] of [["quill", "yes"], ["rowe", "yes"], ["toro", "no"]]) {
    await clerk.page.locator(`.roll form:has(input[value=${id}]):has(input[value=${choice}])[action="/acts/vote.cast"] button`).first().click();
    ok(await shows(board.page.locator(`.seats li.${choice}`), seat[id]), `the wall shows ${seat[id]}'s vote as it falls`);
  }
  has(await board.text(), /Yes 2 · No 1 · 1 to vote/, "and counts them");
  await wall(board, "roll call");
  wire.mend();
  ok(await shows(far.page.locator("#live"), /Dan Toro\s+No/, 15000), "a page whose line was cut catches up", await far.text());
  ok(await shows(farBoard.page.locator(".seats li.no"), "Dan Toro", 15000), "so does a wall");
  has(await farBoard.text(), /Ben Rowe\s+Yes/, "with all that happened meanwhile");
  is(await farBoard.page.locator("#board-hint").innerText(), "", "and says nothing of it any more");
  is(await button(phone, "Yes").count(), 0, "who stated an interest has nothing to vote with");
  has(await phone.text(), "You stated an interest and do not vote on this.", "and is told so");
  await clerk.page.locator('.roll form:has(input[value=umber]):has(input[value=yes])[action="/acts/vote.cast"] button').first().click();
  await shows(board.page.locator(".seats li.yes"), "Eve Umber");
  await press(chair, "Announce the result");
  ok(await shows(board.page.locator(".result"), /Adopted 3 to 1/), "the result stands on the wall", await board.text());
  has(await board.text(), /A majority of the votes cast was needed: 3 of 4/, "with its rule");
  await wall(board, "result");
  ok(await shows(viewer.page.locator("#agenda li.now"), "Adopted"), "the agenda says what became of the item", await viewer.text());

  // A reason, while the meeting is on; and nothing at all in a recess.
  await phone.page.locator("#reason summary").tap();
  const reason = phone.page.locator('form[action="/acts/reason.given"]');
  await reason.locator("select").selectOption("neither");
  await reason.locator("textarea").fill("I did not vote because of my brother's contract.");
  await leaves(phone.page, () => reason.locator("button").tap());
  has((await get(it.server.origin, "/decisions/harbor-board/hb-5")).text, "my brother&#39;s contract", "a reason is public at once");
  is(await noSidewaysScroll(phone.page), "", "the telephone's page is as wide as the telephone");
  await press(chair, "The meeting takes a recess");
  ok(await shows(phone.page.locator("#hall"), "The meeting is in recess."), "a recess is said calmly");
  ok(await shows(board.page.locator("h1"), "The meeting is in recess."), "on the wall, too");
  await wall(board, "recess");
  is(await phone.page.locator("textarea, input[type=text], button:not(.quiet)").count(), 0, "in a recess the telephone takes no word");
  phone.allow(409, 422, 400, 403);
  const tries = [["reason.given", { "about.meeting": MEETING, "about.item": "hb-5", "data.member": "stein", "data.side": "for", "texts.text": "In the corridor." }],
    ["conflict.declared", { "about.meeting": MEETING, "about.item": "hb-5", "data.member": "stein", "texts.text": "In the corridor." }],
    ["motion.moved", { "about.meeting": MEETING, "about.item": "hb-5", "data.mover": "stein", "data.type": "main", "data.departure": "no-point-raised", "texts.text": "In the corridor." }],
    ["floor.requested", { "about.meeting": MEETING, "data.member": "stein" }]];
  for (const [kind, fields] of tries) {
    const status = await posted(phone, kind, fields);
    ok(status >= 400 && status < 500, `${kind} is refused in a recess`, String(status));
  }
  await clerk.go(`/clerk/${MEETING}`);
  ok(!(await clerk.text()).includes("corridor"), "and nothing of it is recorded");
  for (const [who, v] of Object.entries({ viewer, far, board, farBoard })) {
    ok(await v.page.evaluate(() => window.here === true), `the page of ${who} was never loaded anew`);
  }
  for (const [who, v] of Object.entries({ chair, clerk, phone, viewer, far, board, farBoard })) {
    ok(v.faults.length === 0, `${who} met no error of script, policy or another host`, v.faults.join("\n"));
    await v.close();
  }
  await wire.close();
}

async function without(it, b) {
  const off = { javaScriptEnabled: false };
  const chair = await visitor(b, it.server, { storageState: await signedIn(b, it, "chair2"), ...off });
  const phone = await visitor(b, it.server, { storageState: await signedIn(b, it, "member2"), viewport: { width: 320, height: 640 }, ...off });
  const viewer = await visitor(b, it.server, off);
  const meeting = "harbor-board/2027-04-03";
  await phone.go(`/member?meeting=${meeting}`);
  await leaves(phone.page, () => button(phone, "Ask to speak").click());
  has(await phone.text(), "You asked to speak; two before you.", "without script: the member asks to speak");
  await chair.go(`/chair/${meeting}?say=es`);
  has(await chair.text(), /Cora Stein[^]*Take it off/, "without script: the chair sees who waits");
  const page = (await get(it.server.origin, `/meetings/${meeting}/board`)).text;
  has(page, /<noscript><meta http-equiv="refresh" content="10"><\/noscript>/, "without script: the wall is loaded anew by itself");
  has(await chair.page.content(), /<meta http-equiv="refresh" content="15">/, "without script: so is the chair's screen");
  await leaves(chair.page, () => chair.page.getByRole("button", { name: "Ben Rowe has spoken" }).click());
  await leaves(chair.page, () => chair.page.getByRole("button", { name: "Recognize", exact: true }).nth(2).click());
  has(chair.page.url(), `/chair/${meeting}?say=es`, "without script: an act leads back, in the same language");
  await viewer.go(`/meetings/${meeting}/live`);
  has(await viewer.text(), /Speaking:\s+Cora Stein\s+since \d+:\d\d [ap]\.m\./, "without script: the plain time stands instead of the clock");
  await leaves(chair.page, () => button(chair, "Call the roll").first().click());
  await leaves(phone.page, () => phone.page.getByRole("link", { name: "Show the state now" }).click());
  await leaves(phone.page, () => button(phone, "No").click());
  has(await phone.text(), "You voted: ✕ No", "without script: the member votes");
  await phone.page.locator("#reason summary").click();
  const reason = phone.page.locator('form[action="/acts/reason.given"]');
  await reason.locator("select").selectOption("against");
  await reason.locator("textarea").fill("The pier is too old.");
  await leaves(phone.page, () => reason.locator("button").click());
  await leaves(viewer.page, () => viewer.page.getByRole("link", { name: "Show the state now" }).click());
  has(await viewer.text(), /Cora Stein\s+No/, "without script: the live page shows it when it is asked again");
  for (const v of [chair, phone, viewer]) {
    ok(v.faults.length === 0, "no error without script", v.faults.join("\n"));
    await v.close();
  }
}

await test(async (opened) => {
  const it = await instance(opened);
  const b = opened(await browser());
  await withScript(it, b);
  await without(it, b);
  await b.close();
  await it.server.close();
  is(it.server.errors(), "", "the server wrote no error");
});
