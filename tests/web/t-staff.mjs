// Those who keep an instance: one-time codes from enrolment to recovery, the administrator's screens, and drafts on
// their way through reviewers.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { test, ok, is, has, PASSWORD, freshData, serve, browser, visitor, invite, run, sendByKeys, noSidewaysScroll } from "./lib.mjs";
import { acceptInvitation } from "./steps.mjs";

const form = (page, action, what) => page.locator(`form[action="${action}"]:has(input[name=do][value="${what}"])`);

// RFC 6238, as a phone computes it; ahead: steps of 30 seconds.
function code(secret, ahead = 0) {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/ /g, "")].map((c) => digits.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + ahead));
  const mac = crypto.createHmac("sha1", key).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000).padStart(6, "0");
}

async function axe(v) {
  const source = fs.readFileSync(path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "node_modules/axe-core/axe.min.js"), "utf8");
  await v.page.evaluate(source);
  const found = await v.page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((x) => `${x.id}: ${x.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(", ")}`).join("\n");
}

async function looksRight(v, name) {
  is(await axe(v), "", `${name}: axe finds nothing`);
  const size = v.page.viewportSize();
  await v.page.setViewportSize({ width: 320, height: 700 });
  is(await noSidewaysScroll(v.page), "", `${name}: nothing beyond 320 px`);
  await v.page.setViewportSize(size);
}

// Sets the codes up on the page of the account; the secret and the recovery codes.
async function enrol(v) {
  const { page } = v;
  await sendByKeys(page, form(page, "/account", "begin"));
  const secret = await page.locator("#secret").innerText();
  has(secret, /^[A-Z2-7]{4}( [A-Z2-7]{4}){7}$/, "the secret is shown as text");
  ok(await page.locator("svg.qr path").getAttribute("d"), "and as a QR code");
  v.allow(403);
  await sendByKeys(page, form(page, "/account", "confirm"), { code: code(secret) === "000000" ? "000001" : "000000" });
  has(await v.text(), "This is not the code of this secret", "a wrong first code is refused");
  is(await page.locator("#secret").innerText(), secret, "and the secret stays");
  v.allow();
  const first = code(secret);
  await sendByKeys(page, form(page, "/account", "confirm"), { code: first });
  const codes = await page.locator(".recovery code").allInnerTexts();
  is(codes.length, 10, "ten recovery codes are shown");
  return { secret, first, codes };
}

async function signIn(v, account, password = PASSWORD) {
  await v.go("/sign-in");
  await sendByKeys(v.page, v.page.locator("main form"), { account, password });
}

async function signOut(v) {
  await v.page.locator("form.leave button").click();
  await v.page.waitForURL("**/");
}

async function codes(v, b, server, data, scripted) {
  const how = scripted ? "with script" : "without script";
  const { page } = v;
  const account = scripted ? "clerk-1" : "clerk-2";
  await acceptInvitation(v, invite(data, account, "--role", "clerk"), account);
  is(new URL(page.url()).pathname, "/account", `${how}: who needs codes is led to set them up`);
  has(await v.text(), "Your role needs one-time codes", "and is told why");
  await v.go("/clerk");
  is(new URL(page.url()).pathname, "/account", "no other page opens before");
  if (scripted) { await looksRight(v, "the account without codes"); }
  const kept = await enrol(v);
  if (scripted) { await looksRight(v, "recovery codes"); }
  await v.go("/clerk");
  is(new URL(page.url()).pathname, "/clerk", "then the clerk's pages open");
  await signOut(v);
  await signIn(v, account);
  has(await v.text(), "The code of your device", "signing in asks for the code after the password");
  if (scripted) { await looksRight(v, "the code's form"); }
  v.allow(403, 429);
  await sendByKeys(page, page.locator("main form"), { code: kept.first });
  has(await v.text(), "was used", "the code that confirmed the device is not good again");
  await sendByKeys(page, page.locator("main form"), { code: code(kept.secret, 1) });
  is(new URL(page.url()).pathname, "/clerk", "the next one is");
  await signOut(v);
  await signIn(v, account);
  await sendByKeys(page, page.locator("main form"), { code: kept.codes[0] });
  is(new URL(page.url()).pathname, "/clerk", "a recovery code stands in for the device");
  await signOut(v);
  await signIn(v, account);
  await sendByKeys(page, page.locator("main form"), { code: kept.codes[0] });
  has(await v.text(), "was used", "once");
  for (let i = 0; i < 6; i++) {
    if (await page.locator("main form input[name=code]").count()) {
      await sendByKeys(page, page.locator("main form"), { code: "111111" });
    }
  }
  has(await v.text(), "Too many wrong codes", "guessing codes is stopped");
  return { account, ...kept };
}

await test(async (opened) => {
  const data = opened(freshData());
  fs.appendFileSync(path.join(data.data, "dais.conf"), "");
  const conf = path.join(data.data, "dais.conf");
  fs.writeFileSync(conf, fs.readFileSync(conf, "utf8").replace("time_codes offered", "time_codes required"));
  const server = opened(await serve(data.data));
  const b = opened(await browser());
  const one = opened(await visitor(b, server)), plain = opened(await visitor(b, server, { javaScriptEnabled: false }));
  await codes(one, b, server, data.data, true);
  await codes(plain, b, server, data.data, false);
  is(one.faults.join("\n"), "", "no error of script or policy");
  is(server.errors(), "", "the server wrote no error");
  await server.close();
  run("verify", "--data", data.data);
  ok(true, "the record verifies");
});
