// Every kind of page, light and dark, narrow and wide: accessible, no sideways scroll, light to carry.
import { test, ok, has, is, note, browser, visitor, get, noSidewaysScroll, AXE, accessible } from "./lib.mjs";
import { instance, signedIn, pages } from "./fixture.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// What is private goes uncompressed, so the clerk's screen, which is for a desk, may be a third heavier.
const MOST = 50 * 1024, MOST_DESK = 66 * 1024;

// The dark scheme changes colours only.
async function violations(page, scheme) {
  const only = scheme === "dark" ? { type: "rule", values: ["color-contrast", "link-in-text-block"] } : { type: "tag", values: TAGS };
  const found = await page.evaluate((runOnly) => axe.run(document, { runOnly, resultTypes: ["violations"] })
    .then((r) => r.violations.map((v) => `${v.id} (${v.impact}): ${v.help}\n${v.nodes.slice(0, 4).map((n) => `   ${n.target} ${n.any.concat(n.all).map((c) => c.message).join("; ")}`).join("\n")}`)), only);
  return found;
}

await test(async (opened) => {
  const it = await instance(opened);
  const b = opened(await browser());
  const all = await pages(it);
  const css = await get(it.server.origin, "/assets/dais.css"), js = await get(it.server.origin, "/assets/dais.js");
  note(`style ${css.wire} bytes gzip (${css.raw} raw), script ${js.wire} (${js.raw} raw)`);
  ok(css.headers["content-encoding"] === "gzip" && js.headers["content-encoding"] === "gzip", "style and script go over the wire compressed");
  const windows = { null: await visitor(b, it.server) };
  for (const role of ["clerk", "chair", "member", "admin"]) {
    windows[role] = await visitor(b, it.server, { storageState: await signedIn(b, it, role) });
  }
  for (const [name, who, where, words, status = 200] of all) {
    const v = windows[who], { page } = v;
    v.allow(status);
    await page.setViewportSize({ width: 1100, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
    const answer = await v.go(where);
    const there = is(answer.status(), status, `${name}: is there`) && has(await v.text(), words, `${name}: says what it is about`);
    if (!there) { continue; }
    const cookie = (await v.context.cookies()).map((c) => `${c.name}=${c.value}`).join("; ");
    const html = await get(it.server.origin, where, cookie ? { cookie } : {});
    let { wire, raw } = html;
    for (const [, asset] of html.text.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)) {
      const one = await get(it.server.origin, asset);
      wire += one.wire;
      raw += one.raw;
    }
    ok(wire < (name.startsWith("desk-") ? MOST_DESK : MOST), `${name}: ${(wire / 1024).toFixed(1)} KiB with style and script on the wire, ${(raw / 1024).toFixed(1)} raw`, String(wire));
    // A script that the page's policy would refuse is put in by the browser's own hand.
    await page.evaluate(AXE);
    const bad = [], wide = [];
    for (const scheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: scheme });
      for (const [width, height] of [[320, 640], [1100, 900]]) {
        await page.setViewportSize({ width, height });
        bad.push(...(await violations(page, scheme)).map((x) => `${scheme} ${width}: ${x}`));
        if (scheme === "light") { wide.push(await noSidewaysScroll(page)); }
      }
    }
    // Four times as large on a screen of 1280: what is folded is opened too.
    await page.setViewportSize({ width: 320, height: 256 });
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
    wide.push(await noSidewaysScroll(page));
    await page.setViewportSize({ width: 320, height: 640 });
    bad.push(...(await violations(page)).map((x) => `unfolded: ${x}`));
    ok(bad.length === 0, `${name}: axe finds nothing, light and dark, narrow and wide`, bad.join("\n"));
    ok(!wide.some(Boolean), `${name}: no sideways scroll, narrow, wide, and four times as large`, wide.filter(Boolean).join("\n"));
  }
  for (const [who, v] of Object.entries(windows)) {
    ok(v.faults.length === 0, `no error of script, policy or another host (${who === "null" ? "public" : who})`, v.faults.join("\n"));
  }
});
