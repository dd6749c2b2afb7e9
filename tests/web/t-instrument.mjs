// A clerk registers an instrument from a template, without script: what is asked, the lines with their citations, what was
// refused, and what is left to enter afterwards.
import fs from "node:fs";
import path from "node:path";
import { test, ok, is, has, freshData, serve, browser, visitor, run, invite, accessible } from "./lib.mjs";
import { acceptInvitation } from "./steps.mjs";

const NEW = "/clerk/council/instruments/new";

await test(async (opened) => {
  const data = opened(freshData());
  const scenario = path.join(data.data, "..", "instrument.scn");
  fs.writeFileSync(scenario, `scenario "instrument"
body council "Council" zone=America/New_York seats=2 pack=robert-small
member ana "Ana" office=chair
meeting council/2027-03-04 regular 2027-03-04T22:00:00Z
file rc-41 resolution "An agreement with a federal agency"
`);
  run("play", scenario, "--data", data.data);
  const clerkLink = invite(data.data, "clerk-1", "--role", "clerk");
  const otherLink = invite(data.data, "clerk-2", "--role", "clerk");
  const adminLink = invite(data.data, "admin-2", "--role", "admin");
  const server = opened(await serve(data.data));
  const b = opened(await browser());
  const clerk = await visitor(b, server, { javaScriptEnabled: false });
  await acceptInvitation(clerk, clerkLink, "the clerk");
  await clerk.go("/clerk/council/instruments");
  ok(await clerk.page.locator(`a[href='${NEW}']`).count() === 1, "the clerk's page of agreements leads there");
  await clerk.go(NEW);
  is(await clerk.page.locator("main ul.lines a").count(), 6, "every template is offered");
  await clerk.page.locator("a", { hasText: "Task Force Model" }).click();
  has(await clerk.text(), "The words of clauses are shortened", "what the reader must know stands there");
  has(await clerk.text(), "What has changed since", "and what no act says");

  const asks = clerk.page.locator("form[method='get']").filter({ has: clerk.page.locator("input[name='instrument']") });
  const fill = async (fields) => {
    for (const [name, value] of Object.entries(fields)) {
      await asks.locator(`input[name='${name}']`).fill(value);
    }
    await Promise.all([clerk.page.waitForNavigation(), asks.locator("button").click()]);
  };
  await fill({ instrument: "RC MOA", title: "Memorandum of agreement" });
  has(await clerk.text(), "The short name is of a to z", "a name that is none is told at its field");
  is(await clerk.page.locator("form[action='/acts']").count(), 0, "and nothing can be sent yet");
  await fill({ instrument: "rc-moa", item: "rc-41", "ask.agency": "City Police <Department>" });
  const lines = clerk.page.locator("form[action='/acts']");
  const power = (name) => lines.locator(`input[type=checkbox][value='power.granted']`).nth(name);
  is(await lines.locator("input[type=checkbox][value='power.granted']").count(), 9, "nine powers");
  ok(await lines.locator("input[type=checkbox][value='instrument.changed']").first().isDisabled(),
    "what needs the day of signature waits for it");
  has(await lines.innerText(), "City Police <Department>", "what was answered stands in the lines");
  await fill({ "ask.signed": "2026-08-28" });
  ok(await lines.locator("input[type=checkbox][value='instrument.changed']").first().isChecked(), "with the day it is ticked");

  // the agency's party is left out, though the endings name it: refused, and what stood before it is recorded
  await power(6).uncheck();
  await lines.locator("input[type=checkbox][value='party.joined']").first().uncheck();
  await Promise.all([clerk.page.waitForNavigation(), lines.locator("button").click()]);
  has(await clerk.text(), "has no party agency on record", "a line that rests on one that was left out is refused in words");
  has(await clerk.text(), "What stood before it in the form is recorded", "with what stands");

  const again = NEW + "?template=287g-task-force-2025&instrument=rc-moa&title=Memorandum&item=rc-41&ask.agency=City+Police&ask.signed=2026-08-28";
  await clerk.go(again);
  has(await clerk.text(), "rc-moa is registered, by entry", "the page knows what is registered");
  const ticked = async (kind) => lines.locator(`input[type=checkbox][value='${kind}']:checked`).count();
  is([await ticked("power.granted"), await ticked("party.joined"), await ticked("instrument.worded")].join(), "1,1,0",
    "what is left is ticked, what stands is not");
  await power(6).uncheck();
  for (const box of await lines.locator("input[type=checkbox][value='ending.stated']").all()) {
    await box.check();
  }
  await Promise.all([clerk.page.waitForNavigation(), lines.locator("button").click()]);
  is([await ticked("power.granted"), await ticked("party.joined")].join(), "1,0", "and then one power alone is left");
  run("verify", "--data", data.data);

  const other = await visitor(b, server);
  await acceptInvitation(other, otherLink, "another clerk");
  await other.go(again.replace("rc-moa", "rc-moa-2"));
  await accessible(other.page, "the lines");
  if (process.env.SHOTS) { await other.page.screenshot({ path: path.join(process.env.SHOTS, "instrument-new.png"), fullPage: true }); }

  const admin = await visitor(b, server, { javaScriptEnabled: false });
  await acceptInvitation(admin, adminLink, "the administrator");
  is((await admin.go(NEW)).status(), 403, "an administrator registers none");
  is((await clerk.go(NEW + "?template=none")).status(), 404, "no such template");
  is((await clerk.go("/clerk/nobody/instruments/new")).status(), 404, "no such body");
});
