// The decision page on paper: a document without navigation, links written out, nothing cut.
import fs from "node:fs";
import { test, ok, is, has, demonstration, serve, browser, visitor } from "./lib.mjs";

await test(async (opened) => {
  const data = opened(demonstration());
  const server = opened(await serve(data.data));
  const b = opened(await browser());
  const v = await visitor(b, server), { page } = v;
  await v.go("/decisions/miami-commission/17407");
  has(await v.text(), /Adopted 3 to 2/, "the decision is there");
  const folds = () => page.evaluate(() => [...document.querySelectorAll("details.inside")].map((d) =>
    [d.open, [...d.querySelectorAll("blockquote, li")].every((e) => e.checkVisibility())]));
  const onScreen = await folds();
  ok(onScreen.length > 8 && onScreen.every(([open, seen]) => !open && !seen), "on the screen what an answer rests on is folded", onScreen);
  ok(await page.evaluate(() => document.documentElement.scrollHeight < 7000), "so that the page is no longer than seven screens");
  is(await page.locator(".toc li a").count(), 14, "the fourteen questions stand at the top");
  is(await page.locator(".toc li .status").count(), 14, "each with the status of its answer");
  // The width of A4 between margins of 15 mm.
  await page.setViewportSize({ width: Math.round((210 - 30) / 25.4 * 96), height: 1000 });
  await page.emulateMedia({ media: "print" });
  const seen = await page.evaluate(() => {
    const shown = (e) => e.getClientRects().length > 0;
    const all = (selector) => [...document.querySelectorAll(selector)];
    return {
      navigation: all("nav, button, .skip, .foot, .toc, form").filter(shown).map((e) => e.outerHTML.slice(0, 80)),
      away: all('main a[href^="http"]').filter(shown).map((a) => [a.getAttribute("href"), getComputedStyle(a, "::after").content]),
      questions: all(".question").filter(shown).length,
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      cut: all("main *").filter((e) => getComputedStyle(e).overflow !== "visible" && e.scrollWidth > e.clientWidth + 1).map((e) => e.outerHTML.slice(0, 80)),
      ink: getComputedStyle(document.body).color,
      entries: all(".seq").filter(shown).length,
    };
  });
  const onPaper = await folds();
  ok(onPaper.every(([, seen]) => seen), "what is folded is printed", onPaper);
  is(seen.questions, 14, "the fourteen questions are printed");
  ok(seen.navigation.length === 0, "no navigation is printed", seen.navigation);
  ok(seen.away.length > 10 && seen.away.every(([href, after]) => after.includes(href)), "links to other places are written out",
    seen.away.filter(([href, after]) => !after.includes(href)));
  ok(seen.wide <= 0 && seen.cut.length === 0, "nothing is cut off", seen);
  is(seen.ink, "rgb(0, 0, 0)", "the ink is black");
  ok(seen.entries > 50, "the numbers of the entries stand on paper");
  const pdf = await page.pdf({ format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } });
  const sheets = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) || []).length;
  ok(pdf.subarray(0, 5).toString() === "%PDF-" && sheets > 3 && sheets < 20, `the page prints on ${sheets} sheets`);
  if (process.env.DAIS_PDF) { fs.writeFileSync(process.env.DAIS_PDF, pdf); }
  const plain = await visitor(b, server, { javaScriptEnabled: false });
  await plain.go("/decisions/miami-commission/17407");
  const fold = plain.page.locator("#powers details");
  ok(!(await fold.locator("blockquote").first().isVisible()), "without script too an answer stands alone at first");
  await fold.locator("summary").focus();
  await plain.page.keyboard.press("Enter");
  ok(await fold.locator("blockquote").first().isVisible(), "and what it rests on unfolds without script, by the keyboard");
  const plainPdf = await plain.page.pdf({ format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } });
  is((plainPdf.toString("latin1").match(/\/Type\s*\/Page\b/g) || []).length, sheets, "without script as many sheets are printed");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  is(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)", "paper is white for those who read in the dark too");
  ok(v.faults.length === 0, "no error of script, policy or another host", v.faults.join("\n"));
});
