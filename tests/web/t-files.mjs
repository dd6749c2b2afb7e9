// A clerk attaches files without script; anybody reads them, in parts too; the packet holds them; the texts of an
// item stand one against the other.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { test, ok, is, has, HERE, freshData, serve, browser, visitor, run, invite, noSidewaysScroll, accessible } from "./lib.mjs";
import { acceptInvitation } from "./steps.mjs";

const ITEM = "/items/council/rc-1";

// One request as bytes.
function ask(server, where, headers = {}, method = "GET") {
  return new Promise((resolve, reject) => {
    const url = new URL(where, server.origin);
    const r = http.request(url, { method, headers }, (reply) => {
      const pieces = [];
      reply.on("data", (piece) => pieces.push(piece));
      reply.on("end", () => resolve({ status: reply.statusCode, headers: reply.headers, body: Buffer.concat(pieces) }));
    });
    r.on("error", reject);
    r.end();
  });
}

await test(async (opened) => {
  const data = opened(freshData());
  const scenario = path.join(data.data, "..", "files.scn");
  fs.writeFileSync(scenario, `scenario "files"
body council "Council" zone=America/New_York seats=2 pack=robert-small
member ana "Ana" office=chair
member bo "Bo"
meeting council/2027-03-04 regular 2027-03-04T22:00:00Z
file rc-1 resolution "Benches along the river walk"
schedule rc-1 section="Resolutions" position=1
act text.filed item=rc-1 state=proposed title="As proposed" text="Twelve benches are bought.\\nThey are green."
act text.filed item=rc-1 state=as-voted title="As amended" text="Ten benches are bought.\\nThey are green.\\nThey stand in the shade."
act text.filed item=rc-1 state=other title="Fiscal note" text="Paid from the park fund."
`);
  run("play", scenario, "--data", data.data);
  const link = invite(data.data, "clerk-1", "--role", "clerk");
  const server = opened(await serve(data.data));
  const b = opened(await browser());
  const clerk = await visitor(b, server, { javaScriptEnabled: false });
  await acceptInvitation(clerk, link, "the clerk");
  await clerk.go("/clerk/council/items/rc-1");
  has(await clerk.text(), "No file is attached yet", "the clerk's page of the item says that no file is there");
  await clerk.page.locator("details summary").first().click();
  has(await clerk.text(), "at most 64 MiB", "the form says what it takes");
  const pdf = fs.readFileSync(path.join(HERE, "..", "scenario", "files", "benches.pdf"));
  const send = async (name, mimeType, buffer, type) => {
    await clerk.go("/clerk/council/items/rc-1");
    const form = clerk.page.locator("form[action='/acts/attachment.filed']");
    await clerk.page.locator("details summary").first().click();
    await form.locator("input[type=file]").setInputFiles({ name, mimeType, buffer });
    await form.locator("select[name='data.type']").selectOption(type);
    await Promise.all([clerk.page.waitForNavigation(), form.locator("button").click()]);
  };
  await send("Benches — map.pdf", "application/pdf", pdf, "map");
  is(new URL(clerk.page.url()).pathname, "/clerk/council/items/rc-1", "the form leads back to the item");
  has(await clerk.text(), "Benches — map.pdf", "the file stands on the clerk's page");
  await send("Cost.txt", "text/plain", Buffer.from("It costs 4,000 dollars.\n"), "fiscal-memo");
  has(await clerk.text(), "Fiscal memorandum", "a fiscal memorandum stands there as such");
  await send("Trick.pdf", "application/pdf", Buffer.from("<script>alert(1)</script>"), "other");
  has(await clerk.text(), /By its name the file is a PDF document/i, "what is no PDF is refused with a sentence");

  const viewer = await visitor(b, server, { javaScriptEnabled: false });
  await viewer.go(ITEM);
  has(await viewer.text(), "Benches — map.pdf", "the public page shows the file");
  const part = await viewer.page.locator("a", { hasText: "Benches — map.pdf" }).getAttribute("href");
  const whole = await ask(server, part);
  is(whole.status, 200, "the file is there");
  ok(whole.body.equals(pdf), "… byte for byte");
  is(whole.headers["content-type"], "application/pdf", "… as what it is");
  is(whole.headers["x-content-type-options"], "nosniff", "… and as nothing else");
  has(whole.headers["content-security-policy"], "sandbox", "… in a sandbox");
  has(whole.headers["content-disposition"], "filename*=UTF-8''Benches%20%E2%80%94%20map.pdf", "… by its name");
  const some = await ask(server, part, { Range: "bytes=5-24" });
  is(some.status, 206, "a range of it is given");
  ok(some.body.equals(pdf.subarray(5, 25)) && some.headers["content-range"] === `bytes 5-24/${pdf.length}`, "… the right one");
  is((await ask(server, part, { Range: `bytes=${pdf.length}-` })).status, 416, "beyond its end there is none");
  is((await ask(server, part, { Range: "bytes=0-1", "If-Range": '"another"' })).status, 200, "of another file no range is asked");
  is((await ask(server, part, { Range: "bytes=0-1", "If-Range": whole.headers.etag })).status, 206, "of this one it is");
  is((await ask(server, part, { "If-None-Match": whole.headers.etag })).status, 304, "who has it is told so");
  const head = await ask(server, part, {}, "HEAD");
  ok(head.status === 200 && head.body.length === 0 && Number(head.headers["content-length"]) === pdf.length, "HEAD says how large it is");
  const twin = JSON.parse((await ask(server, part + ".json")).body);
  is(twin.filename, "Benches — map.pdf", "its twin says what it is called");

  const packet = await ask(server, "/meetings/council/2027-03-04/packet.pdf");
  is(packet.status, 200, "the packet is made");
  ok(packet.body.subarray(0, 5).toString() === "%PDF-" && packet.body.length > pdf.length, "… as a PDF");
  const pages = execFileSync("pdftotext", ["-layout", "-", "-"], { input: packet.body, encoding: "utf8" });
  has(pages, /file rc-1[^]*As amended, as voted\s+\d+[^]*Fiscal note\s+\d+[^]*Ten benches are bought[^]*Paid from the park fund/, "… with the texts of its items, as they stand, before what is attached");
  ok(!pages.includes("Twelve benches"), "… and not with those that newer ones replaced");
  is((await ask(server, "/meetings/council/2027-03-04/packet")).headers.location, "/meetings/council/2027-03-04/packet.pdf", "its short address leads there");
  const papers = () => fs.readdirSync(path.join(data.data, "papers"));
  const before = papers();
  is((await ask(server, "/meetings/council/2027-03-04/packet.pdf")).headers.etag, packet.headers.etag, "the same packet is not made again");
  await send("More.txt", "text/plain", Buffer.from("More.\n"), "other");
  ok((await ask(server, "/meetings/council/2027-03-04/packet.pdf")).headers.etag !== packet.headers.etag, "another one is, when a file came");
  ok(before.length === 1 && papers().length === 1 && papers()[0] !== before[0], "… and the earlier one is gone", papers().join(" "));
  is((await ask(server, "/meetings/council/2027-03-05/packet.pdf")).status, 404, "of no meeting there is none");

  await viewer.go(ITEM + "/texts");
  const text = await viewer.text();
  has(text, "As proposed", "the texts' page names the one");
  has(text, "As amended", "… and the other");
  is(await viewer.page.locator("del").first().innerText(), "Twelve", "a word that was taken out is marked");
  is(await viewer.page.locator("ins").first().innerText(), "Ten", "… and the one in its place");
  is(await viewer.page.locator("li.added").count(), 2, "the lines that were added are marked");
  ok(!/Fiscal note/.test(text), "a note is not held against the text beside which it stands", text);
  const looker = await visitor(b, server, { storageState: await clerk.context.storageState() });
  for (const [where, name] of [["/clerk/council/items/rc-1", "the clerk's page of an item with its files"], [ITEM, "an item with its files"], [ITEM + "/texts", "two texts"]]) {
    await looker.go(where);
    await accessible(looker.page, name);
  }
  for (const [v, where] of [[viewer, ITEM], [viewer, ITEM + "/texts"], [clerk, "/clerk/council/items/rc-1"]]) {
    await v.page.setViewportSize({ width: 320, height: 800 });
    await v.go(where);

    is(await noSidewaysScroll(v.page), "", `${where} fits 320 px`);
  }
  for (const [who, v] of [["clerk", clerk], ["viewer", viewer]]) {
    const faults = v.faults.filter((one) => !/attachment\.filed.* 400 /.test(one)); // the one that was refused
    ok(faults.length === 0, `the ${who} met no error and no other host`, faults.join("\n"));
  }
  run("verify", "--data", data.data);
});
