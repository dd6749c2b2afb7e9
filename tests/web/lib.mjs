// What the browser tests share: an instance, a browser that is watched, the keyboard, and TAP.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";
import { chromium } from "playwright-core";

export const HERE = path.dirname(fileURLToPath(import.meta.url));
export const PASSWORD = "five words that stay here";
const CHROMIUM = process.env.DAIS_CHROMIUM || "/usr/bin/chromium";
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

// ---- TAP ----

let count = 0, failed = 0;

export function ok(good, what, detail) {
  count++;
  failed += good ? 0 : 1;
  console.log(`${good ? "ok" : "not ok"} ${count} - ${what.replace(/[#\n]/g, " ")}`);
  if (!good && detail !== undefined) {
    String(typeof detail === "string" ? detail : JSON.stringify(detail, null, 1)).split("\n").slice(0, 60)
      .forEach((line) => console.log("# " + line));
  }
  return good;
}

export const is = (got, expected, what) =>
  ok(got === expected, what, `got ${JSON.stringify(got)}, expected ${JSON.stringify(expected)}`);
export const has = (text, part, what) =>
  ok(part instanceof RegExp ? part.test(text) : String(text).includes(part), what,
    `${part} is not in: ${String(text).slice(0, 1500)}`);
export const note = (text) => console.log("# " + text);

// Runs a test: closes what was opened, and a failure outside of a point is a failed point.
export async function test(body) {
  const opened = [];
  const limit = setTimeout(() => { ok(false, "the test ends in time"); process.exit(1); }, 570000);
  try {
    await body((thing) => { opened.push(thing); return thing; });
  } catch (error) {
    ok(false, "the test runs to its end", error.stack);
  }
  for (const thing of opened.reverse()) {
    await thing.close().catch((error) => note(`closing: ${error.message}`));
  }
  clearTimeout(limit);
  console.log(`1..${count}`);
  process.exit(failed || !count ? 1 : 0);
}

// ---- an instance ----

export const dais = process.argv[2] || process.env.DAIS;

const environment = () => {
  const kept = { ...process.env, PORT: "0" };
  delete kept.DAIS_DATA;
  return kept;
};

export function run(...args) {
  return execFileSync(dais, args, { encoding: "utf8", env: environment(), timeout: 60000 });
}

export function freshData(origin = "web.test/log") {
  const where = fs.mkdtempSync(path.join(os.tmpdir(), "dais-web-"));
  const data = path.join(where, "data");
  run("init", "--name", "Test", "--origin", origin, "--data", data);
  return { data, close: async () => fs.rmSync(where, { recursive: true, force: true }) };
}

export function demonstration() {
  const it = freshData();
  const root = path.join(HERE, "..", "..");
  for (const name of ["miami", "rehearsal"]) {
    run("play", path.join(root, "demo", name + ".scn"), "--data", it.data);
  }
  return it;
}

// The path of the invitation that the command prints.
export function invite(data, account, ...options) {
  const said = run("user", "add", account, ...options, "--data", data);
  return said.match(/\/invitation\/\S+/)[0];
}

export async function serve(data) {
  const child = spawn(dais, ["serve", "--data", data], { env: environment(), stdio: ["ignore", "pipe", "pipe"] });
  let errors = "";
  child.stderr.on("data", (piece) => { errors += piece; });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const said = await new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (piece) => { text += piece; if (text.includes("\n")) { resolve(text); } });
    child.once("exit", () => reject(new Error("the server ended: " + text + errors)));
    setTimeout(() => reject(new Error("the server did not start: " + text + errors)), 20000).unref();
  });
  const found = said.match(/http:\/\/127\.0\.0\.1:(\d+)\//);
  if (!found) {
    child.kill();
    throw new Error("the server did not say its port: " + said);
  }
  return {
    port: Number(found[1]), origin: `http://127.0.0.1:${found[1]}`, errors: () => errors,
    close: async () => { child.kill("SIGTERM"); await ended; },
  };
}

// Between a browser and the server, so that the line can be cut.
export function line(port) {
  const open = new Set();
  let whole = true;
  const relay = net.createServer((near) => {
    if (!whole) { near.destroy(); return; }
    const far = net.connect(port, "127.0.0.1");
    for (const [a, b] of [[near, far], [far, near]]) {
      open.add(a);
      a.pipe(b);
      a.on("error", () => b.destroy());
      a.on("close", () => { open.delete(a); b.destroy(); });
    }
  });
  return new Promise((resolve) => relay.listen(0, "127.0.0.1", () => resolve({
    origin: `http://127.0.0.1:${relay.address().port}`,
    cut: () => { whole = false; open.forEach((s) => s.destroy()); },
    mend: () => { whole = true; },
    close: async () => { whole = false; open.forEach((s) => s.destroy()); relay.close(); },
  })));
}

// One request without a browser: status, headers, the bytes that went over the wire, the text.
export function get(origin, where, headers = {}) {
  return new Promise((resolve, reject) => {
    http.get(origin + where, { headers: { "accept-encoding": "gzip", ...headers } }, (answer) => {
      const pieces = [];
      answer.on("data", (piece) => pieces.push(piece));
      answer.on("end", () => {
        const wire = Buffer.concat(pieces);
        const plain = answer.headers["content-encoding"] === "gzip" ? zlib.gunzipSync(wire) : wire;
        resolve({ status: answer.statusCode, headers: answer.headers, wire: wire.length, raw: plain.length, text: plain.toString() });
      });
    }).on("error", reject);
  });
}

// ---- the browser ----

export async function browser() {
  return chromium.launch({ executablePath: CHROMIUM, args: ARGS, headless: true });
}

// A visitor: a context of its own whose pages are watched.  faults holds what must not be: errors of the
// console, requests to another host, breaches of the content policy.  expect(status) takes out one answer.
export async function visitor(b, server, options = {}) {
  const context = await b.newContext({ locale: "en-US", viewport: { width: 1100, height: 900 }, baseURL: server.origin, ...options });
  context.setDefaultTimeout(15000);
  const faults = [];
  let allowed = [];
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") { return; }
    const text = message.text();
    const status = text.match(/responded with a status of (\d+)/);
    if (status && allowed.includes(Number(status[1]))) { return; }
    if (/net::ERR_/.test(text) && allowed.includes("cut")) { return; }
    faults.push(`${message.type()} at ${page.url()}: ${text}`);
  });
  page.on("pageerror", (error) => faults.push(`script at ${page.url()}: ${error.message}`));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(server.origin + "/") && !url.startsWith("data:")) { faults.push(`another host: ${url}`); }
  });
  if (options.javaScriptEnabled !== false) {
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (e) => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`));
    });
  }
  return {
    page, context, faults, allow: (...statuses) => { allowed = statuses; },
    go: (where) => page.goto(server.origin + where), text: () => page.locator("main").innerText(),
    close: () => context.close(),
  };
}

// ---- the keyboard ----

// Tab until the element has the focus, as somebody without a mouse does; backwards where that is nearer.
export async function tabTo(page, target, most = 300) {
  await target.waitFor({ state: "attached" });
  for (let i = 0; i < most; i++) {
    // looked for each time: a screen that follows the meeting may have drawn it anew
    const handle = await target.elementHandle();
    if (await handle.evaluate((e) => e === document.activeElement)) {
      return i;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${target} on ${page.url()}`);
}

export async function fillByKeys(page, field, value) {
  await tabTo(page, field);
  const [tag, type] = await field.evaluate((e) => [e.tagName, e.type]);
  if (tag === "SELECT") {
    for (let i = 0; (await field.inputValue()) !== value; i++) {
      if (i > 60) { throw new Error(`no choice ${value} in ${field}`); }
      await page.keyboard.press(i < 30 ? "ArrowDown" : "ArrowUp");
    }
  } else if (type === "date") {
    const [y, m, d] = value.split("-");
    await page.keyboard.type(m + d + y);
  } else if (type === "time") {
    const [h, m] = value.split(":").map(Number);
    await page.keyboard.type(String(h % 12 || 12).padStart(2, "0") + String(m).padStart(2, "0") + (h < 12 ? "A" : "P"));
  } else if (type === "checkbox") {
    if ((await field.isChecked()) !== value) { await page.keyboard.press("Space"); }
  } else {
    await page.keyboard.press("Control+a");
    await page.keyboard.type(value);
  }
}

// Fills a form and sends it with Enter on its button.  A folded form is unfolded first.  With script the
// form's own key may bring the focus there at once (key).
export async function sendByKeys(page, form, fields = {}, key = null) {
  if (key) {
    await page.keyboard.press(key);
  } else {
    const folded = form.locator("xpath=ancestor::details[not(@open)]");
    if (await folded.count()) {
      await tabTo(page, folded.first().locator("summary").first());
      await page.keyboard.press("Enter");
    }
  }
  for (const [name, value] of Object.entries(fields)) {
    const field = typeof value === "boolean" ? form.locator(`[name="${name}"][value="true"], [name="${name}"]`).first()
      : form.locator(`[name="${name}"]:not([type=hidden])`);
    await fillByKeys(page, field, value);
  }
  await tabTo(page, form.locator("button[type=submit]"));
  await leaves(page, () => page.keyboard.press("Enter"));
}

// What is done leads to a new document, or on the clerk's screen to a new state of it: waits for either.
export async function leaves(page, act) {
  const state = () => page.evaluate(() => document.documentElement.dataset.shown || "0").catch(() => null);
  const before = await state();
  let loaded = false;
  const heard = () => { loaded = true; };
  page.on("domcontentloaded", heard);
  try {
    await act();
    for (const until = Date.now() + 15000; !loaded;) {
      const now = await state();
      if (now !== null && now !== before) { break; }
      if (Date.now() > until) { throw new Error(`nothing came of it on ${page.url()}`); }
      await new Promise((resolve) => setTimeout(resolve, 8));
    }
  } finally {
    page.off("domcontentloaded", heard);
  }
}

export const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// The page as it is, in both schemes, narrow and wide, and four times as large with everything unfolded: axe
// finds nothing, and nothing is scrolled sideways.
export async function accessible(page, name) {
  const shape = page.viewportSize();
  await page.evaluate(AXE);
  const bad = [], wide = [];
  for (const [scheme, width] of [["light", 320], ["dark", 320], ["light", 1100], ["dark", 1100]]) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 700 });
    bad.push(...await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations.map((v) => `${v.id}: ${v.nodes[0].html}`))));
    wide.push(await noSidewaysScroll(page));
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 320, height: 256 });
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
  wide.push(await noSidewaysScroll(page));
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = false; }));
  await page.setViewportSize(shape);
  ok(!bad.length && !wide.some(Boolean), `${name}: axe finds nothing, no sideways scroll, at 320 px and four times as large`, bad.concat(wide).join("\n"));
}

export async function noSidewaysScroll(page) {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide <= 0) { return ""; }
    const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .slice(0, 5).map((e) => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 60)}`);
    return `${wide} px too wide: ${out.join(" | ")}`;
  });
}
