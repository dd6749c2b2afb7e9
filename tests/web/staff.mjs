// What the tests of staff pages share: a phone that computes codes, axe, the page of the account.
import crypto from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import { ok, is, has, PASSWORD, sendByKeys, noSidewaysScroll } from "./lib.mjs";

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const form = (page, action, what) => page.locator(`form[action="${action}"]:has(input[name=do][value="${what}"])`);

// RFC 6238, as a phone computes it; ahead: steps of 30 seconds.
export function code(secret, ahead = 0) {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/ /g, "")].map((c) => digits.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + ahead));
  const mac = crypto.createHmac("sha1", key).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000).padStart(6, "0");
}

async function axe(v) {
  await v.page.evaluate(AXE);
  const found = await v.page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((x) => `${x.id}: ${x.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(", ")}`).join("\n");
}

export async function looksRight(v, name) {
  is(await axe(v), "", `${name}: axe finds nothing`);
  const size = v.page.viewportSize();
  await v.page.setViewportSize({ width: 320, height: 700 });
  is(await noSidewaysScroll(v.page), "", `${name}: nothing beyond 320 px`);
  await v.page.setViewportSize(size);
}

// Sets the codes up on the page of the account; the secret and the recovery codes.
export async function enrol(v) {
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

export async function signIn(v, account, password = PASSWORD) {
  await v.go("/sign-in");
  await sendByKeys(v.page, v.page.locator("main form"), { account, password });
}

export async function signOut(v) {
  await v.page.locator("form.leave button").click();
  await v.page.waitForURL("**/");
}
