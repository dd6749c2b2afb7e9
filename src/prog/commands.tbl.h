/* Every command: X(name, how many words it takes at most, "arguments", "what it does, one line",
 * "the longer text of the manual").  One list makes the dispatch, the help and dais(1).  Each also
 * takes --data DIR. */
#define COMMAND_LIST(X)                                                                            \
    X(demo, 0, "[--live [--speed N]]",                                                             \
      "fill a fresh directory with the demonstration and serve it",                                \
      "Makes the data directory, plays the record of the Miami City Commission and the meetings "  \
      "of a rehearsal commission of five seats into it, prints the links that set the passwords "  \
      "of its clerk and administrator, and serves.  --live then plays a meeting of the "           \
      "rehearsal commission by itself, today, at the pace of a real one, or N times as fast.")     \
    X(init, 0, "[--name TEXT] [--origin NAME]", "make a new instance",                             \
      "Makes the data directory with its configuration, signing key and empty record.  The "       \
      "origin names the log for ever: "                                                            \
      "take a host name of yours.")                                                                \
    X(serve, 0, "", "serve the instance",                                                          \
      "Serves until it is told to end.  DATA/dais.conf says where; PORT in the environment goes "  \
      "before it.")                                                                                \
    X(user, 2,                                                                                     \
      "add|invite|disable|enable|reset|reset-password|reset-codes|office|instrument|key ACCOUNT "  \
      "[--role ROLE] [--body BODY] [--member ID] [--instrument ID] [--name TEXT]",                 \
      "make and manage accounts",                                                                  \
      "add makes an account and prints an invitation, invite prints a new one; the link is good "  \
      "for seven days, and leads to the address and port of DATA/dais.conf, or to PORT where the " \
      "environment has it.  disable closes an account, enable opens it again.  reset-password "    \
      "forgets the password, ends the account's visits and prints an invitation; reset-codes "     \
      "takes the one-time codes away, for a device that is lost; reset does both.  office says "   \
      "in whose name (--name, as templates have it) staff review drafts.  An "                     \
      "account of the role agency reports under one instrument, named by --instrument when it is " \
      "added, or later by instrument.  key prints a "                                              \
      "key by which a program acts for the account, once.  Works beside a running server.")        \
    X(key, 0, "", "print the log's verifier key",                                                  \
      "The line by which anyone checks the log's signatures, as a signed note spells it.")         \
    X(play, COMMAND_WORDS, "[--acts] FILE…", "perform a scenario",                                 \
      "Performs the acts of each file in order and checks its expect, out-of-order, impossible, "  \
      "invalid and denied lines.  "                                                                \
      "--acts performs nothing and prints each step as a line of JSON.  Works beside a running "   \
      "server.")                                                                                   \
    X(import, 2,                                                                                   \
      "ice-list FILE.xlsx [--list ID] [--listed DATE] [--body ID] [--report FILE] "                \
      "[--strict]",                                                                                \
      "take in a list from elsewhere",                                                             \
      "ice-list reads the federal list of agreements under 8 U.S.C. 1357(g) and enters what was "  \
      "added, changed or is gone against the list before, each line with its source; nothing for " \
      "what stands as it stood, and nothing twice.  The day of the list is that of the file's "    \
      "name, or --listed; the list is ice-participating or ice-pending, by its columns, or "       \
      "--list; it stands in the record of the only body, or of --body.  --report writes what was " \
      "found as JSON.  --strict enters nothing where a cell or line could not be read.  Works "    \
      "beside a running server.")                                                                  \
    X(rebuild, 0, "", "replay the derived tables from the log",                                    \
      "Drops every derived table and replays the log.  Prints each table's digest.")               \
    X(verify, 0, "", "check the whole record",                                                     \
      "Checks every entry, leaf, root, signature, part and derived table, and names the first "    \
      "thing that is wrong.")                                                                      \
    X(rules, 1, "[PACK | FILE.pack]", "print a rule pack, or check one of your own",               \
      "Prints the pack's rules with their citations and how sure each is; without a name, the "    \
      "packs that there are.  A name with a dot or a slash is a file's: it is read as a body's "   \
      "own pack, and what is wrong with it is said with file and line (exit 3).")                  \
    X(instruments, 1, "[ID | FILE.instrument]",                                                    \
      "print a template of an agreement, policy or grant, or check one",                           \
      "Prints the template's lines with their citations and how sure each is; without a name, "    \
      "the templates that there are.  A name with a dot or a slash is a file's: what is wrong "    \
      "with it is said with file and line (exit 3).")                                              \
    X(check, 0, "--agreement A --holder H --power P --setting S [--at T] [--known K]",             \
      "what the record shows of an authority",                                                     \
      "Says of a holder of an agreement, by the public number, what the record shows of a power "  \
      "in a setting: recorded (exit 0), contrary-to-record (exit 3) or not-established (exit 4), " \
      "with every reason, its clause and its entry, as one JSON object.  --at is a day or an "     \
      "instant of RFC 3339 with its zone, today unless it is given; --known likewise: then only "  \
      "what was recorded by then, and as it read then, is looked at.  The record describes: it "   \
      "says nothing of what a court would hold.")                                                  \
    X(study, 2,                                                                                    \
      "its FILE.csv --time COL[,COL] --outcome COL --event VALUE [--offset COL] [--family "        \
      "gaussian|poisson|quasipoisson|negbin] [--season none|month|fourier:K] [--slope] [--se "     \
      "model|newey-west:LAG|driscoll-kraay:LAG|prais-winsten] [--by COL --treated VALUE "          \
      "[--control VALUE,…]]",                                                                      \
      "what changed at an event in a series, and how sure",                                        \
      "Fits an interrupted time series to a table and prints one JSON object.  --time names a "    \
      "column of whole numbers, months (2015-01) or dates, or two columns, year and month; "       \
      "--event is one of its values, the first period with the event.  --offset names the "        \
      "exposure, whose logarithm enters.  The family is quasipoisson unless --family says "        \
      "otherwise.  A season's period is 12 rows.  The level is the step at the event, the slope "  \
      "counts from 0 there.  With --by and --treated the area of the event is compared with the "  \
      "others together, or with those that --control names, and ranked among all areas without "   \
      "the event, at it and at other dates (placebo): that rank is the headline, beside it "       \
      "stands the estimate with the larger error, and where methods disagree it says so.  A "      \
      "period of which nothing is known keeps its row with an empty outcome.")                     \
    X(cells, 1,                                                                                    \
      "FILE.csv --rows COL [--cols COL [--layers COL]] --count COL [--threshold N] [--primary "    \
      "FILE] [--holder COL [--holders N]]",                                                        \
      "hide what a table of counts must not show",                                                 \
      "Reads a table of counts, one line a combination (one without a line counts 0), "            \
      "hides counts from 1 to N - 1 (N is 11 unless --threshold says otherwise) and what "         \
      "else has to be hidden so that none of them can be worked out from the sums, and "           \
      "prints one JSON object: the table, its margins, the cells that are hidden, why, "           \
      "and the interval in which a reader of the table can place each; cost is what the "          \
      "hidden ones count together, which is not to be published.  --primary names a file "         \
      "with the columns row, column, layer, below and above: cells to hide, and how far "          \
      "below and above its count that interval must reach at least; no others are hidden "         \
      "then for themselves unless --threshold is given too.  With --holder, whose the "            \
      "counts are, a cell with counts of fewer than N holders (3 unless --holders says "           \
      "otherwise) is hidden as well.  What it prints was attacked first: where no choice "         \
      "of hidden cells holds, it prints nothing and says so.")                                     \
    X(manual, 1, "dais | dais.conf | dais-acts", "print a manual page's source",                   \
      "The pages are written in mdoc from the program's own "                                      \
      "tables.")
