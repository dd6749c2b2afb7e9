// An instance for looking at pages: the demonstration, a board at several moments of a meeting, three accounts.
import path from "node:path";
import { demonstration, invite, run, serve, visitor, HERE, PASSWORD } from "./lib.mjs";
import { get } from "./lib.mjs";

export async function instance(opened) {
  const it = opened(demonstration());
  run("play", path.join(HERE, "states.scn"), "--data", it.data);
  const links = {
    admin: invite(it.data, "admin-9", "--role", "admin"),
    clerk: invite(it.data, "clerk-9", "--role", "clerk"),
    member: invite(it.data, "stein-9", "--role", "member", "--body", "harbor-board", "--member", "stein"),
    chair: invite(it.data, "quill-9", "--role", "chair", "--body", "harbor-board", "--member", "quill"),
    chair2: invite(it.data, "quill-8", "--role", "chair", "--body", "harbor-board", "--member", "quill"),
    member2: invite(it.data, "stein-8", "--role", "member", "--body", "harbor-board", "--member", "stein"),
    open: invite(it.data, "clerk-8", "--role", "clerk"),
  };
  const server = opened(await serve(it.data));
  return { ...it, links, server };
}

// The cookie of a role, made once, so that each window need not sign in.
export async function signedIn(b, it, role) {
  const v = await visitor(b, it.server);
  await v.go(it.links[role]);
  await v.page.fill('input[name="password"]', PASSWORD);
  await v.page.fill('input[name="again"]', PASSWORD);
  await Promise.all([v.page.waitForEvent("domcontentloaded"), v.page.click('main form button')]);
  const state = await v.context.storageState();
  await v.close();
  return state;
}

// Every kind of page: its name, who looks, its address, and words that must stand on it.
export async function pages(it) {
  const record = JSON.parse((await get(it.server.origin, "/decisions/miami-commission/17407.json")).text).record;
  return [
    ["home", null, "/", /^(?=[^]*Adopted 4 to 1, over the veto, on October 20, 2026)(?![^]*Not taken up)[^]*Miami City Commission/],
    ["body", null, "/bodies/miami-commission", "Miami City Commission"],
    ["meeting", null, "/meetings/miami-commission/2025-06-17", "17407"],
    ["live", null, "/meetings/harbor-board/2027-04-04/live", "Members are voting"],
    ["live-called", null, "/meetings/harbor-board/2027-04-01/live", "has not begun"],
    ["live-debate", null, "/meetings/harbor-board/2027-04-03/live", /Speaking:\s+Ben Rowe[^]*Waiting to speak: Dan Toro, Ada Quill[^]*Item 1 of 1/],
    ["board", null, "/meetings/harbor-board/2027-04-04/board", /Adopt the resolution[^]*Ben Rowe\s+Yes/],
    ["board-debate", null, "/meetings/harbor-board/2027-04-03/board", /open to debate[^]*Ben Rowe[^]*2 waiting to speak/],
    ["board-called", null, "/meetings/harbor-board/2027-04-01/board", /has not begun/],
    ["chair-home", "chair", "/chair", /April 3, 2027/],
    ["chair-debate", "chair", "/chair/harbor-board/2027-04-03", /Say next[^]*Recognize/],
    ["chair-roll", "chair", "/chair/harbor-board/2027-04-04?say=es", /Votes as they fall[^]*Ben Rowe\s+Yes/],
    ["phone-debate", "member", "/member?meeting=harbor-board/2027-04-03", /Ask to speak/],
    ["item", null, "/items/miami-commission/17407", "17407"],
    ["decision", null, "/decisions/miami-commission/17407", /3 to 2/],
    ["decision-own", null, "/decisions/harbor-board/hb-6", /Adopted 3 to 1/],
    ["decision-veto", null, "/decisions/port-commission/pc-1", /Adopted, subject to the mayor's veto until [A-Z][a-z]+ \d+, \d+, 4:30 p\.m\.[^]*called for by Cy Marsh; nobody moved it/],
    ["meeting-own", null, "/meetings/port-commission/2027-04-08", /called for by Cy Marsh; nobody moved it/],
    ["body-own", null, "/bodies/port-commission", /The rules by which its meetings are judged/],
    ["undecided", null, "/decisions/harbor-board/hb-4", "hb-4"],
    ["member", null, "/people/miami-commission/king", "King"],
    ["entry", null, `/entry/${record.seq}`, String(record.seq)],
    ["calendar", null, "/calendar/2027-04", /April 2027[^]*Harbor Board/],
    ["body-rehearsal", null, "/bodies/rehearsal", /How its agendas are made[^]*Resolutions are numbered like/],
    ["meeting-rehearsal", null, "/meetings/rehearsal/2026-10-06", /Papers of the meeting[^]*Approved on October 20, 2026/],
    ["agenda", null, "/meetings/rehearsal/2026-10-06/agenda", /Version 2/],
    ["minutes", null, "/meetings/rehearsal/2026-10-06/minutes", /Approved on October 20, 2026/],
    ["decision-rehearsal", null, "/decisions/rehearsal/rc-41", /Adopted 3–2/],
    ["item-rehearsal", null, "/items/rehearsal/rc-34", /Vetoed[^]*over the veto/],
    ["member-rehearsal", null, "/people/rehearsal/seat-4", /Motions made[^]*Interests stated/],
    ["record", null, "/record", "root"],
    ["sign-in", null, "/sign-in", "Sign in"],
    ["invitation", null, it.links.open, "Choose a password"],
    ["clerk", "clerk", "/clerk", "Harbor Board"],
    ["desk-called", "clerk", "/clerk/harbor-board/2027-04-01", "not yet called to order"],
    ["desk-open", "clerk", "/clerk/harbor-board/2027-04-02", "in session"],
    ["desk-motion", "clerk", "/clerk/harbor-board/2027-04-03", "open to debate"],
    ["desk-roll", "clerk", "/clerk/harbor-board/2027-04-04", /still to vote[^]*Ada Quill is next in the roll[^]*Ada Quill, how do you vote/],
    ["desk-moved", "clerk", "/clerk/harbor-board/2027-04-05", "moved by Ben Rowe"],
    ["desk-three", "clerk", "/clerk/harbor-board/2027-04-07", /Defer to April 17, 2027[^]*waits[^]*waits/],
    ["form-veto", "clerk", "/acts/veto.filed?body=port-commission&next=/clerk", /Vera Vail/],
    ["form-rules", "admin", "/acts/rules.adopted?body=harbor-board&next=/clerk", /The rule pack, as dais-pack describes it/],
    ["form-move", "clerk", "/acts/motion.moved?about.meeting=harbor-board/2027-04-07&about.item=hb-7&data.type=amend", /A member moves to amend/],
    ["sheet", "clerk", "/clerk/harbor-board/2027-04-07/sheet", /hb-7[^]*Taken up at/],
    ["sheet-enter", "clerk", "/clerk/harbor-board/2027-04-07/sheet/enter?item=hb-7", /From the sheet: item hb-7/],
    ["desk-over", "clerk", "/clerk/harbor-board/2027-04-06", "adjourned"],
    ["form", "clerk", "/acts/reason.given?about.meeting=harbor-board/2027-04-03&about.item=hb-3",
      /This is about item hb-3, “New moorings at the north pier”, in the regular meeting of Saturday, April 3, 2027/],
    ["my-votes", "member", "/member", /meetings of your body are going on/],
    ["my-vote", "member", "/member?meeting=harbor-board/2027-04-04", /Harbor Board[^]*Adopt the resolution/],
    ["admin", "admin", "/admin", "Accounts"],
    ["admin-body", "admin", "/admin/bodies/harbor-board", /Seats and terms[^]*Ada Quill/],
    ["accounts", "admin", "/admin/accounts", /Last seen[^]*Invite someone/],
    ["admin-account", "admin", "/admin/accounts/clerk-9", "Reset the password"],
    ["roles", "admin", "/admin/roles", /staff[^]*enters nothing/],
    ["account", "clerk", "/account", /One-time codes[^]*Another password/],
    ["drafts", "clerk", "/drafts", "Begin a draft"],
    ["draft-new", "clerk", "/drafts/new?body=harbor-board", /Sponsor[^]*Reviewers/],
    ["not-found", null, "/items/miami-commission/none-such", "What to do now", 404],
    ["denied", "member", "/admin", "What to do now", 403],
  ];
}
