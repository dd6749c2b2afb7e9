/* Every address that is answered: X(id, method, pattern, readers, cache, twin, handler, help).
 * Parts in braces are typed, as route.c says; readers are the roles that may ask; twin: the same
 * address with .json is the same page as JSON.  One list makes the matching, the builders of
 * addresses, the methods that a 405 names, and the section of the manual. */
#define WEB_ROUTES(X)                                                                              \
    X(DECISION, GET, "/decisions/{body}/{file}", ANYONE, PAGE, true, page,                         \
      "a decision and the fourteen questions")                                                     \
    X(PART, GET, "/part/{hash}", ANYONE, FRESH, true, part, "a public text of an entry")           \
    X(CHECKPOINT, GET, "/log/checkpoint", ANYONE, FRESH, false, checkpoint,                        \
      "the newest signed checkpoint")                                                              \
    X(SHORT_DECISION, GET, "/decisions/{file}", ANYONE, FRESH, true, short_form,                   \
      "to the decision of that file, while it is the only one")                                    \
    X(SHORT_MEETING, GET, "/meetings/{date}", ANYONE, FRESH, true, short_form,                     \
      "to the meeting of that day, while it is the only one")                                      \
    X(HEALTH, GET, "/healthz", ANYONE, PLAIN, false, health, "whether everything works")           \
    X(METRICS, GET, "/metrics", ANYONE, PLAIN, false, metrics, "counts, of nothing personal")      \
    X(ROBOTS, GET, "/robots.txt", ANYONE, PLAIN, false, robots, "what is not to be indexed")       \
    X(ACT_JSON, POST, "/acts.json", ANYONE, PRIVATE, false, act_json, "ask for an act by JSON")
