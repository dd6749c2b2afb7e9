// The clerk's day with script and without, from item to approved minutes.
import { test, ok, freshData, serve, browser, visitor } from "./lib.mjs";
import { theDay } from "./day.mjs";

await test(async (opened) => {
  const b = opened(await browser());
  for (const options of [{}, { javaScriptEnabled: false }]) {
    const data = opened(freshData());
    const server = opened(await serve(data.data));
    const admin = await visitor(b, server, options), clerk = await visitor(b, server, options), viewer = await visitor(b, server, options);
    await theDay(admin, clerk, viewer, server, data.data, options.javaScriptEnabled !== false);
    for (const [who, v] of [["administrator", admin], ["clerk", clerk], ["viewer", viewer]]) {
      ok(v.faults.length === 0, `the ${who} met no error of script, policy or another host`, v.faults.join("\n"));
    }
  }
});
