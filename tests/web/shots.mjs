// Pictures of the main pages for looking at: shots/NAME-WIDTH-SCHEME.png; and those of the README, docs/pictures.
// usage: node shots.mjs DAIS [NAME...]
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { browser, visitor, HERE } from "./lib.mjs";
import { instance, signedIn, pages } from "./fixture.mjs";

// The pages whose pictures stand in the README, and the files' names.
const PICTURES = { decision: "decision", live: "live", "desk-roll": "clerk", "chair-debate": "chair", board: "board", agenda: "agenda", minutes: "minutes" };

const root = path.join(HERE, "..", "..");
const wanted = process.argv.slice(3);
const shots = path.join(root, "shots"), pictures = path.join(root, "docs", "pictures");
fs.mkdirSync(shots, { recursive: true });
fs.mkdirSync(pictures, { recursive: true });

const opened = [];
const open = (thing) => { opened.push(thing); return thing; };
try {
  const it = await instance(open);
  const b = open(await browser());
  const states = { null: undefined };
  for (const role of ["clerk", "chair", "member", "admin"]) { states[role] = await signedIn(b, it, role); }
  const v = {};
  for (const [name, who, where] of await pages(it)) {
    if (wanted.length && !wanted.includes(name) && !wanted.includes("pictures")) { continue; }
    v[who] ??= await visitor(b, it.server, { storageState: states[who], reducedMotion: "reduce" });
    const { page } = v[who];
    const readme = PICTURES[name];
    for (const [width, height] of [[360, 740], [1100, 900]]) {
      for (const scheme of ["light", "dark"]) {
        if (wanted.includes("pictures")) { break; }
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme: scheme });
        await v[who].go(where);
        await page.screenshot({ path: path.join(shots, `${name}-${width}-${scheme}.png`), fullPage: true });
      }
    }
    if (readme && (!wanted.length || wanted.includes("pictures"))) {
      const file = path.join(pictures, readme + ".png");
      await page.setViewportSize({ width: 900, height: 760 });
      await page.emulateMedia({ colorScheme: "light" });
      await v[who].go(where);
      await page.screenshot({ path: file });
      smaller(file);
    }
  }
} finally {
  for (const thing of opened.reverse()) { await thing.close(); }
}

// Sixty-four colours are enough for text on paper; where ImageMagick is not there, the picture stays as it is.
function smaller(file) {
  try {
    execFileSync("convert", [file, "-strip", "+dither", "-colors", "64", "-define", "png:compression-level=9", "PNG8:" + file]);
  } catch (error) {
    if (error.code !== "ENOENT") { throw error; }
  }
}
