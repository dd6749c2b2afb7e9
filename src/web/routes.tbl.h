/* Every address that is answered: X(id, method, pattern, readers, cache, twin, handler, help).
 * Parts in braces are typed, as route.c says; readers are the roles that may ask; twin: the same
 * address with .json is the same page as JSON.  One list makes the matching, the builders of
 * addresses, the methods that a 405 names, and the section of the manual. */
#define WEB_ROUTES(X)                                                                              \
    X(HOME, GET, "/", ANYONE, PAGE, true, page, "bodies, what is on now, what comes next")         \
    X(BODY, GET, "/bodies/{body}", ANYONE, PAGE, true, page, "a body and its officials")           \
    X(SEARCH, GET, "/search", ANYONE, FRESH, true, search, "where words are found: ?q=")           \
    X(CALENDAR, GET, "/calendar", ANYONE, PAGE, true, page, "this month's meetings")               \
    X(CALENDAR_MONTH, GET, "/calendar/{month}", ANYONE, PAGE, true, page, "a month of meetings")   \
    X(CALENDAR_FEED, GET, "/calendar/{feed}", ANYONE, FRESH, false, feed,                          \
      "a body's meetings, for calendar programs: /calendar/<body>.ics")                            \
    X(DUE_FEED, GET, "/calendar/agreements/{feed}", ANYONE, FRESH, false, feed,                    \
      "what is due under an agreement, for calendar programs")                                     \
    X(EFFECTS, GET, "/agreements/{instrument}/effects", ANYONE, PAGE, true, page,                  \
      "which effects were expected of an agreement, and what the data say")                        \
    X(ACTIVITY, GET, "/agreements/{instrument}/activity", ANYONE, PAGE, true, page,                \
      "what the agency of an instrument reports")                                                  \
    X(TABLES, GET, "/agreements/{instrument}/tables", ANYONE, PAGE, true, page,                    \
      "every table that was published of it")                                                      \
    X(AGENCY, GET, "/agency", AGENCIES, PRIVATE, false, agency, "where an agency reports")         \
    X(AGENCY_UNDER, GET, "/agency/{instrument}", AGENCIES, PRIVATE, false, agency,                 \
      "what was reported under an instrument, and tables before they are published")               \
    X(AGENCY_DONE, POST, "/agency", AGENCIES, PRIVATE, false, agency_done,                         \
      "report, correct, take back, say that a month is whole")                                     \
    X(ACTIVITY_JSON, POST, "/activity.json", ANYONE, PRIVATE, false, activity_json,                \
      "report by JSON")                                                                            \
    X(DUE_UNDER, GET, "/agreements/{instrument}/due", ANYONE, PAGE, true, page,                    \
      "what is due under an agreement, what is late, and how it can be ended")                     \
    X(MEETING, GET, "/meetings/{body}/{date}", ANYONE, PAGE, true, page, "a meeting")              \
    X(LIVE, GET, "/meetings/{body}/{date}/live", ANYONE, FRESH, true, page,                        \
      "what is happening in a meeting now")                                                        \
    X(AGENDA, GET, "/meetings/{body}/{date}/agenda", ANYONE, PAGE, true, page,                     \
      "the agenda of a meeting as published, its versions and its notice")                         \
    X(AGENDA_VERSION, GET, "/meetings/{body}/{date}/agenda/{seq}", ANYONE, PAGE, true, page,       \
      "one version of it")                                                                         \
    X(MINUTES, GET, "/meetings/{body}/{date}/minutes", ANYONE, PAGE, true, page,                   \
      "the minutes of a meeting")                                                                  \
    X(MINUTES_VERSION, GET, "/meetings/{body}/{date}/minutes/{seq}", ANYONE, PAGE, true, page,     \
      "one version of the minutes as it was filed; 0: the draft")                                  \
    X(SUMMARY, GET, "/meetings/{body}/{date}/summary", ANYONE, PAGE, true, page,                   \
      "what a meeting did, item by item")                                                          \
    X(MARKED, GET, "/meetings/{body}/{date}/marked", ANYONE, PAGE, true, page,                     \
      "the agenda with what became of each item")                                                  \
    X(DUE, GET, "/meetings/{body}/{date}/due", ANYONE, PAGE, true, page,                           \
      "what is due after a meeting")                                                               \
    X(ITEM_PAPER, GET, "/items/{body}/{file}/paper", ANYONE, PAGE, true, page,                     \
      "a resolution or ordinance, to be signed")                                                   \
    X(MINUTES_DOCX, GET, "/meetings/{body}/{date}/minutes.docx", ANYONE, FRESH, false, word,       \
      "the minutes as a document of Word")                                                         \
    X(VERSION_DOCX, GET, "/meetings/{body}/{date}/minutes/{seq}/docx", ANYONE, FRESH, false, word, \
      "one version of the minutes as a document of Word")                                          \
    X(SUMMARY_DOCX, GET, "/meetings/{body}/{date}/summary.docx", ANYONE, FRESH, false, word,       \
      "the summary of actions as a document of Word")                                              \
    X(MARKED_DOCX, GET, "/meetings/{body}/{date}/marked.docx", ANYONE, FRESH, false, word,         \
      "the marked agenda as a document of Word")                                                   \
    X(DUE_DOCX, GET, "/meetings/{body}/{date}/due.docx", ANYONE, FRESH, false, word,               \
      "what is due as a document of Word")                                                         \
    X(ITEM_DOCX, GET, "/items/{body}/{file}/paper.docx", ANYONE, FRESH, false, word,               \
      "a resolution or ordinance as a document of Word")                                           \
    X(PACKET, GET, "/meetings/{body}/{date}/packet", ANYONE, FRESH, false, packet,                 \
      "to the packet of a meeting")                                                                \
    X(PACKET_PDF, GET, "/meetings/{body}/{date}/packet.pdf", ANYONE, FRESH, false, packet,         \
      "the agenda of a meeting with everything that is attached to its items, as one PDF")         \
    X(EVENTS, GET, "/meetings/{body}/{date}/live/events", ANYONE, STREAM, false, events,           \
      "the same as a stream of events")                                                            \
    X(BOARD, GET, "/meetings/{body}/{date}/board", ANYONE, FRESH, true, page,                      \
      "the board for the wall")                                                                    \
    X(BOARD_EVENTS, GET, "/meetings/{body}/{date}/board/events", ANYONE, STREAM, false, events,    \
      "the same as a stream of events")                                                            \
    X(ITEM, GET, "/items/{body}/{file}", ANYONE, PAGE, true, page, "an item and its way")          \
    X(TEXTS, GET, "/items/{body}/{file}/texts", ANYONE, PAGE, true, page,                          \
      "the two newest texts of an item, one against the other")                                    \
    X(TEXTS_OF, GET, "/items/{body}/{file}/texts/{seq}", ANYONE, PAGE, true, page,                 \
      "the text of an entry against the one before it")                                            \
    X(DECISION, GET, "/decisions/{body}/{file}", ANYONE, PAGE, true, page,                         \
      "a decision and the fourteen questions")                                                     \
    X(MEMBER, GET, "/people/{body}/{member}", ANYONE, PAGE, true, page,                            \
      "an official and the votes of the office")                                                   \
    X(CHECK, GET, "/agreements/{instrument}/check", ANYONE, FRESH, true, check,                    \
      "what the record shows of a holder's power: ?holder=&power=&setting=&at=&known=")            \
    X(AGREEMENTS, GET, "/agreements", ANYONE, PAGE, true, page,                                    \
      "the agreements that are followed")                                                          \
    X(AGREEMENT, GET, "/agreements/{instrument}", ANYONE, PAGE, true, page,                        \
      "an agreement: who may do what under it, and what came of it")                               \
    X(AGREEMENT_HOLDERS, GET, "/agreements/{instrument}/holders/{holder}", ANYONE, PAGE, true,     \
      page, "the same with the holders after that one")                                            \
    X(AGREEMENT_TEXTS, GET, "/agreements/{instrument}/texts", ANYONE, PAGE, true, page,            \
      "the two newest texts of an agreement, one against the other")                               \
    X(AGREEMENT_TEXTS_OF, GET, "/agreements/{instrument}/texts/{seq}", ANYONE, PAGE, true, page,   \
      "the text of an entry against the one before it")                                            \
    X(LISTING, GET, "/agreements/lists/{list}", ANYONE, FRESH, true, listing,                      \
      "a list of instruments elsewhere, and what changed in it")                                   \
    X(ENTRY, GET, "/entry/{seq}", ANYONE, FRESH, true, page, "one entry of the record")            \
    X(PART, GET, "/part/{hash}", ANYONE, FRESH, true, part, "a public text of an entry")           \
    X(RECORD, GET, "/record", ANYONE, FRESH, true, page, "the record as a whole")                  \
    X(CHECKPOINT, GET, "/log/checkpoint", ANYONE, FRESH, false, checkpoint,                        \
      "the newest signed checkpoint")                                                              \
    X(SHORT_DECISION, GET, "/decisions/{file}", ANYONE, FRESH, true, short_form,                   \
      "to the decision of that file, while it is the only one")                                    \
    X(SHORT_MEETING, GET, "/meetings/{date}", ANYONE, FRESH, true, short_form,                     \
      "to the meeting of that day, while it is the only one")                                      \
    X(HEALTH, GET, "/healthz", ANYONE, PLAIN, false, health, "whether everything works")           \
    X(METRICS, GET, "/metrics", ANYONE, PLAIN, false, metrics, "counts, of nothing personal")      \
    X(ROBOTS, GET, "/robots.txt", ANYONE, PLAIN, false, robots, "what is not to be indexed")       \
    X(ASSET, GET, "/assets/{asset}", ANYONE, ASSET, false, asset, "style and script")              \
    X(SIGN_IN, GET, "/sign-in", ANYONE, PRIVATE, false, sign_in, "the form that signs in")         \
    X(SIGN_IN_DONE, POST, "/sign-in", ANYONE, PRIVATE, false, sign_in_done, "sign in")             \
    X(SIGN_IN_CODE, POST, "/sign-in/code", ANYONE, PRIVATE, false, sign_in_code,                   \
      "the second step of signing in: the one-time code")                                          \
    X(SIGN_OUT, POST, "/sign-out", ANYONE, PRIVATE, false, sign_out, "sign out")                   \
    X(INVITATION, GET, "/invitation/{token}", ANYONE, PRIVATE, false, invitation,                  \
      "the form that sets a password")                                                             \
    X(INVITATION_DONE, POST, "/invitation/{token}", ANYONE, PRIVATE, false, invitation_done,       \
      "set the password and sign in")                                                              \
    X(ACCOUNT, GET, "/account", SIGNED, PRIVATE, false, account,                                   \
      "one's own account: password, one-time codes, visits")                                       \
    X(ACCOUNT_DONE, POST, "/account", SIGNED, PRIVATE, false, account_done, "change it")           \
    X(CLERK, GET, "/clerk", DESK, PRIVATE, false, staff, "what a clerk begins with")               \
    X(CLERK_ITEM, GET, "/clerk/{body}/items/{file}", DESK, PRIVATE, false, staff,                  \
      "an item's papers, and the forms that add to them")                                          \
    X(INSTRUMENT_NEW, GET, "/clerk/{body}/instruments/new", CLERKS, PRIVATE, false, staff,         \
      "where the clerk registers an instrument from a template")                                   \
    X(INSTRUMENTS, GET, "/clerk/{body}/instruments", KEEPERS, PRIVATE, false, staff,               \
      "the instruments of a body, where they are kept")                                            \
    X(INSTRUMENT, GET, "/clerk/{body}/instruments/{instrument}", KEEPERS, PRIVATE, false, staff,   \
      "what is recorded of an instrument, and the forms that add to it")                           \
    X(CLERK_MEETING, GET, "/clerk/{body}/{date}", DESK, PRIVATE, false, staff,                     \
      "the clerk's screen of a meeting")                                                           \
    X(CLERK_AGENDA, GET, "/clerk/{body}/{date}/agenda", DESK, PRIVATE, false, staff,               \
      "where the clerk makes the agenda of a meeting")                                             \
    X(CLERK_AGENDA_DONE, POST, "/clerk/{body}/{date}/agenda", DESK, PRIVATE, false, agenda_form,   \
      "place, move, take off and number items, file one, move the meeting")                        \
    X(CLERK_MINUTES, GET, "/clerk/{body}/{date}/minutes", DESK, PRIVATE, false, staff,             \
      "the draft of the minutes, to be worded and filed")                                          \
    X(CHAIR, GET, "/chair", CHAIRS, PRIVATE, false, staff, "a chair's meetings")                   \
    X(CHAIR_MEETING, GET, "/chair/{body}/{date}", CHAIRS, PRIVATE, false, staff,                   \
      "the chair's screen of a meeting")                                                           \
    X(SHEET, GET, "/clerk/{body}/{date}/sheet", DESK, PRIVATE, false, staff,                       \
      "a meeting's paper sheet, to be printed")                                                    \
    X(SHEET_ENTER, GET, "/clerk/{body}/{date}/sheet/enter", DESK, PRIVATE, false, staff,           \
      "what was written on the sheet, typed in")                                                   \
    X(SHEET_DONE, POST, "/clerk/{body}/{date}/sheet/enter", DESK, PRIVATE, false, sheet_form,      \
      "record what was written on the sheet")                                                      \
    X(MY_VOTE, GET, "/member", MEMBERS, PRIVATE, false, staff, "a member's screen")                \
    X(DRAFTS, GET, "/drafts", DRAFTS, PRIVATE, false, drafts,                                      \
      "drafts of items, and what waits on whom")                                                   \
    X(DRAFT_NEW, GET, "/drafts/new", AUTHORS, PRIVATE, false, drafts, "the form that begins one")  \
    X(DRAFT, GET, "/drafts/{token}", DRAFTS, PRIVATE, false, drafts,                               \
      "a draft, its versions and its way through the reviewers")                                   \
    X(DRAFTS_DONE, POST, "/drafts", DRAFTS, PRIVATE, false, drafts_done,                           \
      "save, send, approve, return or file a draft")                                               \
    X(ADMIN, GET, "/admin", ADMINS, PRIVATE, false, admin, "the administrator's first page")       \
    X(ADMIN_BODY, GET, "/admin/bodies/{body}", ADMINS, PRIVATE, false, admin,                      \
      "a body's seats, terms, rules and holidays")                                                 \
    X(ADMIN_ACCOUNTS, GET, "/admin/accounts", ADMINS, PRIVATE, false, admin, "the accounts")       \
    X(ADMIN_ACCOUNT, GET, "/admin/accounts/{account}", ADMINS, PRIVATE, false, admin,              \
      "an account, and what can be done with it")                                                  \
    X(ADMIN_DONE, POST, "/admin/accounts", ADMINS, PRIVATE, false, admin_done,                     \
      "manage an account")                                                                         \
    X(ADMIN_ROLES, GET, "/admin/roles", ADMINS, PRIVATE, false, admin, "what each role may do")    \
    X(ACT_FORM, GET, "/acts/{kind}", STAFF, PRIVATE, false, staff, "the form of a kind of act")    \
    X(ACT, POST, "/acts/{kind}", STAFF, PRIVATE, false, act_form, "ask for an act by form")        \
    X(ACTS, POST, "/acts", STAFF, PRIVATE, false, acts_form,                                       \
      "ask for several acts by one form, in their order")                                          \
    X(ACT_JSON, POST, "/acts.json", ANYONE, PRIVATE, false, act_json, "ask for an act by JSON")
