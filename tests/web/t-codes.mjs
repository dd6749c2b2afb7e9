// One-time codes: from setting them up to the recovery of a lost device, with script and without.
import fs from "node:fs";
import path from "node:path";
import { test, ok, is, has, freshData, serve, browser, visitor, invite, run, sendByKeys } from "./lib.mjs";
import { code, enrol, form, looksRight, signIn, signOut } from "./staff.mjs";
import { acceptInvitation } from "./steps.mjs";

// Those who need codes can do nothing else before they have them.
function requireCodes(data) {
  const conf = path.join(data, "dais.conf");
  fs.writeFileSync(conf, fs.readFileSync(conf, "utf8").replace("time_codes offered", "time_codes required"));
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

// A lost device and a forgotten password, by the administrator.
async function resets(admin, lost, account) {
  const { page } = admin;
  await admin.go(`/admin/accounts/${account}`);
  await looksRight(admin, "an account");
  await sendByKeys(page, form(page, "/admin/accounts", "reset-codes"));
  has(await admin.text(), "The codes of the device are taken away", "the administrator takes the codes of a lost device away");
  await signIn(lost, account);
  is(new URL(lost.page.url()).pathname, "/account", "the password alone signs in, and codes are to be set up");
  await sendByKeys(page, form(page, "/admin/accounts", "reset-password"));
  const link = (await page.locator(".summary.good").innerText()).match(/\/invitation\/[0-9a-f]{64}/)[0];
  lost.allow(403);
  await signIn(lost, account);
  has(await lost.text(), "do not belong together", "a password that was reset is good no more");
  await acceptInvitation(lost, link, account);
  is(new URL(lost.page.url()).pathname, "/account", "the new invitation lets in again");
}

await test(async (opened) => {
  const data = opened(freshData());
  requireCodes(data.data);
  const server = opened(await serve(data.data));
  const b = opened(await browser());
  const guest = async (options) => opened(await visitor(b, server, options));
  const one = await guest(), plain = await guest({ javaScriptEnabled: false }), admin = await guest();
  await codes(one, b, server, data.data, true);
  await codes(plain, b, server, data.data, false);
  await acceptInvitation(admin, invite(data.data, "root", "--role", "admin"), "the administrator");
  await enrol(admin);
  await resets(admin, plain, "clerk-2");
  for (const v of [one, admin]) {
    is(v.faults.join("\n"), "", "no error of script or policy");
  }
  is(server.errors(), "", "the server wrote no error");
  await server.close();
  run("verify", "--data", data.data);
  ok(true, "the record verifies");
});
