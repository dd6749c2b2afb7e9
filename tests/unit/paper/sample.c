#include "sample.h"

#define LIST(type, name, ...) static const type name[] = {__VA_ARGS__}
#define OF(name)              (name), sizeof(name) / sizeof *(name)

LIST(int64_t, one, 12);
LIST(int64_t, two, 13, 14);
LIST(int64_t, three, 15, 16, 17);
LIST(sv, lines, SV_INIT("Regular meeting of Tuesday, October 6, 2026"),
     SV_INIT("The rehearsal room"));
LIST(sv, items, SV_INIT("rc-31. A grant"), SV_INIT("rc-32. Salt & pepper <for> \"all\""));
LIST(sv, results, SV_INIT("The resolution was adopted, 3 to 2."),
     SV_INIT("No: Seat 2 and Seat 5."));
LIST(sv, ayes, SV_INIT("Seat 1"), SV_INIT("Seat 3"), SV_INIT("Seat 4"));
LIST(sv, noes, SV_INIT("Seat 2"), SV_INIT("Seat 5"));
LIST(struct view_paper_vote, votes,
     {.choice = SV_INIT("yes"),
      .word = SV_INIT("Yes"),
      .names = ayes,
      .names_n = 3,
      .entries = three,
      .entries_n = 3},
     {.choice = SV_INIT("no"),
      .word = SV_INIT("No"),
      .names = noes,
      .names_n = 2,
      .entries = one,
      .entries_n = 1});

LIST(struct view_paper_block, blocks,
     {.kind = SV_INIT("heading"), .has_level = true, .level = 2, .text = SV_INIT("Call to order")},
     {.kind = SV_INIT("sentence"),
      .text = SV_INIT("Seat 1 called the meeting to order."),
      .at = SV_INIT("6:02 p.m."),
      .entries = OF(one)},
     {.kind = SV_INIT("heading"),
      .has_level = true,
      .level = 3,
      .text = SV_INIT("rc-41. Ünïcode — “quoted” & <tagged>"),
      .entries = OF(one)},
     {.kind = SV_INIT("sentence"),
      .text = SV_INIT("This was not in order; no point of order was raised."),
      .mark = SV_INIT("departure"),
      .mark_words = SV_INIT("as corrected"),
      .entries = OF(two)},
     {.kind = SV_INIT("quote"), .text = SV_INIT("First line.\nSecond line, with a control: \x01.")},
     {.kind = SV_INIT("list"), .lines = OF(items)}, {.kind = SV_INIT("votes"), .votes = OF(votes)},
     {.kind = SV_INIT("row"),
      .text = SV_INIT("rc-34. Benches"),
      .lines = OF(results),
      .entries = OF(two)},
     {.kind = SV_INIT("row"),
      .text = SV_INIT("rc-35. A lease"),
      .mark = SV_INIT("late"),
      .mark_words = SV_INIT("late")},
     {.kind = SV_INIT("text"), .text = SV_INIT("The commission resolves.")},
     {.kind = SV_INIT("note"), .text = SV_INIT("File the text as voted.")},
     {.kind = SV_INIT("blank"), .text = SV_INIT("Seat 3:"), .at = SV_INIT("6:10 p.m.")},
     {.kind = SV_INIT("from a later program"), .text = SV_INIT("Shown all the same.")},
     {.kind = SV_INIT("signature"), .text = SV_INIT("Seat 1, presiding")});

const struct view_paper sample_paper = {.format = SV_INIT("dais-paper-1"),
                                        .kind = SV_INIT("minutes"),
                                        .body = SV_INIT("rehearsal"),
                                        .body_name = SV_INIT("Rehearsal Commission"),
                                        .title = SV_INIT("Minutes"),
                                        .lines = OF(lines),
                                        .blocks = OF(blocks)};
